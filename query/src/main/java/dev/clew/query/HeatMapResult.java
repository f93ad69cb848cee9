package dev.clew.query;

import dev.clew.query.heatmap.HeatMap;
import dev.clew.query.read.QueryStatistics;

/// A heat map of all traces found.
///
/// @param statistics what it cost
public record HeatMapResult(HeatMap map, QueryStatistics statistics) {}
