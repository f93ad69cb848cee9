package dev.clew.server.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.TraceIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A trace of plain spans: as a batch to store, and what a reader of its columns must find, worked
/// out the slow and obvious way.
///
/// @param spans in order of arrival
record FixtureTrace(long high, long low, List<FixtureSpan> spans) {
  private static final int ROOT = -1;
  private static final int MISSING = -2;

  SpanBatch batch() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    for (FixtureSpan span : spans) {
      builder.beginResource();
      builder.resourcePresent();
      if (!span.service().isEmpty()) {
        builder.resourceAttribute(
            builder.string("service.name"), AttributeType.STRING, builder.string(span.service()));
      }
      builder.beginScope();
      builder.beginSpan();
      builder
          .traceId(high, low)
          .spanId(span.id())
          .parentSpanId(span.parent())
          .startNanos(span.start())
          .endNanos(span.start() + span.duration())
          .kind(span.kind())
          .statusCode(span.status())
          .name(builder.string(span.name()));
      for (int i = 0; i < span.events(); i++) {
        builder.beginEvent(span.start() + i);
        builder.eventName(builder.string("event " + i));
      }
      for (int i = 0; i < span.links(); i++) {
        builder.beginLink(high, low, i + 1L);
      }
      builder.endSpan();
    }
    return builder.build();
  }

  /// 64-bit numbers are decimal strings, ids hexadecimal ones. `missing` is the id of a parent that
  /// is not in the trace.
  ObjectNode expected() {
    List<FixtureSpan> rows = rows();
    int[] parents = parents(rows);
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("traceId", TraceIds.traceId(high, low));
    json.put("start", Long.toUnsignedString(rows.getFirst().start()));
    ArrayNode out = json.putArray("spans");
    for (int row = 0; row < rows.size(); row++) {
      FixtureSpan span = rows.get(row);
      ObjectNode one = out.addObject();
      one.put("span_id", TraceIds.spanId(span.id()));
      one.put("parent", parents[row]);
      if (parents[row] == MISSING) {
        one.put("missing", TraceIds.spanId(span.parent()));
      }
      one.put("start", String.valueOf(span.start() - rows.getFirst().start()));
      one.put("duration", String.valueOf(span.duration()));
      one.put("service", span.service());
      one.put("name", span.name());
      one.put("kind", byteOf(span.kind()));
      one.put("status", byteOf(span.status()));
      one.put("events", span.events());
      one.put("links", span.links());
    }
    return json;
  }

  List<FixtureSpan> rows() {
    List<FixtureSpan> rows = new ArrayList<>(spans);
    rows.sort(
        Comparator.comparingLong(FixtureSpan::start)
            .thenComparing(FixtureSpan::duration, Comparator.reverseOrder())
            .thenComparing(FixtureSpan::id, Long::compareUnsigned)
            .thenComparing(FixtureSpan::parent, Long::compareUnsigned));
    return rows;
  }

  private static int[] parents(List<FixtureSpan> rows) {
    int[] parents = new int[rows.size()];
    for (int row = 0; row < parents.length; row++) {
      FixtureSpan span = rows.get(row);
      List<Long> ids = rows.stream().map(FixtureSpan::id).toList();
      int parent = span.parent() == span.id() ? -1 : ids.indexOf(span.parent());
      parents[row] = span.parent() == 0 ? ROOT : parent < 0 ? MISSING : parent;
    }
    for (int row = 0; row < parents.length; row++) {
      // Rows ascend, so the first row found on a circle is the circle's first.
      int at = parents[row];
      for (int steps = 0; at >= 0 && at != row && steps < parents.length; steps++) {
        at = parents[at];
      }
      if (at == row) {
        parents[row] = MISSING;
      }
    }
    return parents;
  }

  private static int byteOf(int number) {
    return number < 0 || number > 255 ? 255 : number;
  }
}
