package dev.clew.store.block;

import dev.clew.model.IntVector;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.RowSpace;
import java.util.Arrays;

/// Copies some spans of a segment, with all that belongs to them, into a batch. Reads only the
/// pages in which these spans are, or whole columns that are in the cache anyway.
final class RowReader {
  private final TraceTable traces;
  private final int[] rows;
  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final PlacedTable spans;
  private final Children events;
  private final Children links;

  /// @param rows ascending, each once
  RowReader(BlockSegment segment, TraceTable traces, int[] rows, OpenFiles open) {
    this.traces = traces;
    this.rows = rows;
    spans = new PlacedTable(segment, RowSpace.SPAN, rows, builder, open);
    events = new Children(segment, RowSpace.EVENT, Field.EVENT_SPAN, open);
    links = new Children(segment, RowSpace.LINK, Field.LINK_SPAN, open);
  }

  SpanBatch read() {
    int[] resources = spans.resources();
    int[] scopes = spans.scopes();
    int resource = -1;
    int scope = -1;
    for (int place : placesByScope(resources, scopes)) {
      if (resources[place] != resource) {
        resource = resources[place];
        scope = -1;
        putResource(place);
      }
      if (scopes[place] != scope) {
        scope = scopes[place];
        putScope(place);
      }
      putSpan(place);
    }
    return builder.build();
  }

  /// The places, by resource, then scope, then as they are.
  private static int[] placesByScope(int[] resources, int[] scopes) {
    int count = resources.length;
    int[] places = new int[count];
    Arrays.setAll(places, i -> i);
    IndirectSort.sort(
        places,
        0,
        count,
        new int[count],
        (a, b) -> {
          int byResource = Integer.compare(resources[a], resources[b]);
          return byResource != 0 ? byResource : Integer.compare(scopes[a], scopes[b]);
        });
    return places;
  }

  private void putResource(int place) {
    builder.beginResource();
    builder.resourceSchemaUrl(spans.number(Field.RESOURCE_SCHEMA_URL, place));
    builder.resourceDroppedAttributes(spans.number(Field.RESOURCE_DROPPED_ATTRIBUTES, place));
    builder.resourceEntityRefs(spans.number(Field.RESOURCE_ENTITY_REFS, place));
    if (spans.word(Field.RESOURCE_PRESENT, place) != 0) {
      builder.resourcePresent();
    }
    spans.attributes(AttributeScope.RESOURCE).emit(place, builder::resourceAttribute);
  }

  private void putScope(int place) {
    builder.beginScope();
    builder.scopeName(spans.number(Field.SCOPE_NAME, place));
    builder.scopeVersion(spans.number(Field.SCOPE_VERSION, place));
    builder.scopeSchemaUrl(spans.number(Field.SCOPE_SCHEMA_URL, place));
    builder.scopeDroppedAttributes(spans.number(Field.SCOPE_DROPPED_ATTRIBUTES, place));
    if (spans.word(Field.SCOPE_PRESENT, place) != 0) {
      builder.scopePresent();
    }
    spans.attributes(AttributeScope.INSTRUMENTATION).emit(place, builder::scopeAttribute);
  }

  private void putSpan(int place) {
    int trace = traces.traceOf(rows[place]);
    long start = spans.word(Field.START, place);
    builder.beginSpan();
    builder.traceId(traces.highs()[trace], traces.lows()[trace]);
    builder.spanId(spans.word(Field.SPAN_ID, place));
    builder.parentSpanId(spans.word(Field.PARENT_ID, place));
    builder.startNanos(start);
    builder.endNanos(start + spans.word(Field.DURATION, place));
    builder.kind(spans.number(Field.KIND, place));
    builder.statusCode(spans.number(Field.STATUS, place));
    builder.statusMessage(spans.number(Field.STATUS_MESSAGE, place));
    builder.name(spans.number(Field.NAME, place));
    builder.traceState(spans.number(Field.TRACE_STATE, place));
    builder.flags(spans.number(Field.FLAGS, place));
    builder.droppedAttributes(spans.number(Field.DROPPED_ATTRIBUTES, place));
    builder.droppedEvents(spans.number(Field.DROPPED_EVENTS, place));
    builder.droppedLinks(spans.number(Field.DROPPED_LINKS, place));
    builder.presence(spans.number(Field.PRESENCE, place));
    spans.attributes(AttributeScope.SPAN).emit(place, builder::attribute);
    for (int i = events.first[place]; i < events.first[place + 1]; i++) {
      putEvent(i);
    }
    for (int i = links.first[place]; i < links.first[place + 1]; i++) {
      putLink(i);
    }
    builder.endSpan();
  }

  private void putEvent(int place) {
    PlacedTable table = events.table;
    builder.beginEvent(table.word(Field.EVENT_TIME, place));
    builder.eventName(table.number(Field.EVENT_NAME, place));
    builder.eventDroppedAttributes(table.number(Field.EVENT_DROPPED_ATTRIBUTES, place));
    table.attributes(AttributeScope.EVENT).emit(place, builder::eventAttribute);
  }

  private void putLink(int place) {
    PlacedTable table = links.table;
    builder.beginLink(
        table.word(Field.LINK_TRACE_ID_HIGH, place),
        table.word(Field.LINK_TRACE_ID_LOW, place),
        table.word(Field.LINK_SPAN_ID, place));
    builder.linkTraceState(table.number(Field.LINK_TRACE_STATE, place));
    builder.linkFlags(table.number(Field.LINK_FLAGS, place));
    builder.linkDroppedAttributes(table.number(Field.LINK_DROPPED_ATTRIBUTES, place));
    builder.linkPresence(table.number(Field.LINK_PRESENCE, place));
    table.attributes(AttributeScope.LINK).emit(place, builder::linkAttribute);
  }

  /// The events or links of the spans.
  private final class Children {
    /// Of each span its first place in the table, and one more.
    final int[] first = new int[rows.length + 1];

    final PlacedTable table;

    Children(BlockSegment segment, RowSpace space, Field owner, OpenFiles open) {
      IntVector found = new IntVector(16);
      int count = space == RowSpace.EVENT ? segment.eventCount() : segment.linkCount();
      if (count > 0) {
        ColumnValues owners = segment.column(owner).values();
        int at = 0;
        for (int place = 0; place < rows.length; place++) {
          at = lowerBound(owners, at, rows[place]);
          for (; at < owners.count() && owners.word(at) == rows[place]; at++) {
            found.add(at);
          }
          first[place + 1] = found.size();
        }
      }
      int[] children = found.toArray();
      table = new PlacedTable(segment, space, children, builder, open);
    }

    private static int lowerBound(ColumnValues owners, int from, int row) {
      int low = from;
      int high = owners.count();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (owners.word(middle) < row) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
