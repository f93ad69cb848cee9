package dev.clew.store.segment;

import dev.clew.model.SpanBatch;
import java.util.Collection;
import java.util.List;

/// Some spans in columns, unchanging: what the live store held at one moment, or one row group of a
/// block. All that queries see of the store.
///
/// Spans, events and links are rows, numbered from 0. Spans belong to traces, numbered from 0 too;
/// a number means nothing beyond its segment. The spans of a trace stand together in a block and
/// anywhere in the live store; other pieces of the trace may be in other segments.
///
/// Safe for use by several threads. A method that reads may throw {@link SegmentReadException}.
public interface Segment {
  /// Where this is, for messages: a file, or a live generation.
  String name();

  int spanCount();

  int eventCount();

  int linkCount();

  TimeRange times();

  int traceCount();

  /// The trace that a span belongs to.
  int trace(int span);

  /// The first eight bytes of a trace's id, big-endian.
  long traceIdHigh(int trace);

  /// The last eight bytes of a trace's id, big-endian.
  long traceIdLow(int trace);

  /// The smallest start of the trace's spans here, in nanoseconds since 1970.
  long traceStart(int trace);

  /// The largest end of the trace's spans here, in nanoseconds since 1970.
  long traceEnd(int trace);

  /// The rows of a trace's spans here, ascending; a new array.
  int[] spans(int trace);

  /// The trace with an id, or -1 where no span of it is here.
  int findTrace(long traceIdHigh, long traceIdLow);

  /// The names of all columns there are: every field, and every attribute that a row has.
  Collection<ColumnName> columnNames();

  /// The columns with a name: one for a field, one for each type that an attribute has here, none
  /// where no row has it.
  List<SegmentColumn> columns(ColumnName name);

  /// Some spans with all that belongs to them. They come grouped by resource and scope, equal ones
  /// made one; within a scope in the order of `rows`.
  ///
  /// @param rows span rows, ascending, each once
  SpanBatch read(int[] rows);

  /// The one column of a field.
  default SegmentColumn column(Field field) {
    return columns(field).getFirst();
  }
}
