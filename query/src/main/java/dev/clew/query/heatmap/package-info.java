/// Trace durations over time, counted in cells. Open {@link dev.clew.query.heatmap.HeatMap} first;
/// {@link dev.clew.query.heatmap.HeatGrid} counts.
@NullMarked
package dev.clew.query.heatmap;

import org.jspecify.annotations.NullMarked;
