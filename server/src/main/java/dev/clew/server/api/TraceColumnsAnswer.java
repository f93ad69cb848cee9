package dev.clew.server.api;

import dev.clew.query.FoundSpans;
import dev.clew.query.trace.TraceColumns;
import dev.clew.query.trace.TraceDrawing;
import dev.clew.query.trace.TraceStructure;

/// A trace in columns, as `docs/columns.md` names them.
final class TraceColumnsAnswer {
  private TraceColumnsAnswer() {}

  /// A writer of what is needed to draw a trace.
  static ColumnsWriter of(TraceDrawing drawing) {
    TraceColumns spans = drawing.spans();
    int[] parents = spans.structure().parentRows();
    int[] missingRows = missingRows(parents);
    long[] missingIds = new long[missingRows.length];
    for (int i = 0; i < missingRows.length; i++) {
      missingIds[i] = spans.parentIds()[missingRows[i]];
    }
    long start = spans.starts()[0];
    ColumnsWriter writer =
        new ColumnsWriter(spans.traceIdHigh(), spans.traceIdLow(), start, spans.count());
    writer.int64("span_id", spans.spanIds(), 0);
    writer.int32("parent", parents);
    writer.int64("start", spans.starts(), start);
    writer.int64("duration", spans.durations(), 0);
    writer.int32("service", spans.services());
    writer.int32("name", spans.names());
    writer.uint8("kind", spans.kinds());
    writer.uint8("status", spans.statuses());
    writer.int32("events", drawing.events());
    writer.int32("links", drawing.links());
    writer.int32("missing_row", missingRows);
    writer.int64("missing_id", missingIds, 0);
    writer.strings("strings", spans.strings());
    return writer;
  }

  /// A writer of which spans of a trace were found.
  static ColumnsWriter of(FoundSpans found) {
    ColumnsWriter writer =
        new ColumnsWriter(
            found.traceIdHigh(), found.traceIdLow(), found.startNanos(), found.spanIds().length);
    writer.int64("span_id", found.spanIds(), 0);
    return writer;
  }

  /// The rows whose parent is not in the trace, ascending.
  private static int[] missingRows(int[] parents) {
    int count = 0;
    for (int parent : parents) {
      if (parent == TraceStructure.MISSING) {
        count++;
      }
    }
    int[] rows = new int[count];
    int at = 0;
    for (int row = 0; row < parents.length; row++) {
      if (parents[row] == TraceStructure.MISSING) {
        rows[at++] = row;
      }
    }
    return rows;
  }
}
