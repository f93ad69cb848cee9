/// TraceQL over segments, trace assembly, and look-up of keys and values.
///
/// Open {@link dev.clew.query.QueryEngine} first. Below it, {@link dev.clew.query.MatchScan} walks
/// the segments, `filter` evaluates conditions over columns, `text` looks for words, `trace`
/// puts traces together, and `read` keeps count of what a query uses.
@NullMarked
package dev.clew.query;

import org.jspecify.annotations.NullMarked;
