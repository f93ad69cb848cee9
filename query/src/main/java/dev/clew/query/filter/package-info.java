/// Which spans of a segment a TraceQL filter selects: dictionaries first, then ranges, then codes
/// and words, column by column.
///
/// Open {@link dev.clew.query.filter.SpanFilter} first. A filter is compiled to a {@link
/// dev.clew.query.filter.Condition}, which {@link dev.clew.query.filter.ConditionEvaluator}
/// evaluates over the columns that {@link dev.clew.query.filter.FieldColumns} finds. What no column
/// scan can decide (arithmetic, field against field) goes span by span through {@link
/// dev.clew.query.filter.RowEvaluator}. Values of several elements are treated as {@link
/// dev.clew.query.filter.FieldValue} says.
@NullMarked
package dev.clew.query.filter;

import org.jspecify.annotations.NullMarked;
