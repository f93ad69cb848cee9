package dev.clew.store.live;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.Field;
import java.util.Arrays;

/// Copies some spans of a snapshot, with all that belongs to them, into a batch. Costs what these
/// spans have, however many there are beside them.
final class RowReader {
  private final Tables tables;
  private final TraceIndex.View traces;
  private final int[] rows;
  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final Gather attributes;
  private final Children events;
  private final Children links;

  /// @param rows ascending, each once
  RowReader(Tables tables, TraceIndex.View traces, int[] rows) {
    this.tables = tables;
    this.traces = traces;
    this.rows = rows;
    attributes = new Gather(tables.spans().attributes(), rows, rows.length, builder);
    events = new Children(tables.events(), tables.spanOfEvent());
    links = new Children(tables.links(), tables.spanOfLink());
  }

  SpanBatch read() {
    int resource = -1;
    int scope = -1;
    for (int place : placesByScope()) {
      int row = rows[place];
      int spanScope = tables.scopeOf()[row];
      if (spanScope != scope) {
        scope = spanScope;
        if (tables.resourceOf()[scope] != resource) {
          resource = tables.resourceOf()[scope];
          putResource(resource);
        }
        putScope(scope);
      }
      putSpan(place, row);
    }
    return builder.build();
  }

  /// The places of the rows, by resource, then scope, then as they are.
  private int[] placesByScope() {
    int count = rows.length;
    long[] byScope = new long[count];
    for (int i = 0; i < count; i++) {
      byScope[i] = ((long) tables.scopeOf()[rows[i]] << 32) | i;
    }
    Arrays.sort(byScope);
    long[] groups = new long[count];
    int groupCount = 0;
    for (int i = 0; i < count; i++) {
      int scope = (int) (byScope[i] >>> 32);
      if (i == 0 || scope != (int) (byScope[i - 1] >>> 32)) {
        groups[groupCount++] = ((long) tables.resourceOf()[scope] << 32) | i;
      }
    }
    Arrays.sort(groups, 0, groupCount);
    int[] places = new int[count];
    int at = 0;
    for (int g = 0; g < groupCount; g++) {
      int i = (int) groups[g];
      long scope = byScope[i] >>> 32;
      for (; i < count && byScope[i] >>> 32 == scope; i++) {
        places[at++] = (int) byScope[i];
      }
    }
    return places;
  }

  private void putResource(int resource) {
    TableBuffer.View table = tables.resources();
    builder.beginResource();
    builder.resourceSchemaUrl(code(table, Field.RESOURCE_SCHEMA_URL, resource));
    builder.resourceDroppedAttributes(number(table, Field.RESOURCE_DROPPED_ATTRIBUTES, resource));
    builder.resourceEntityRefs(code(table, Field.RESOURCE_ENTITY_REFS, resource));
    if (number(table, Field.RESOURCE_PRESENT, resource) != 0) {
      builder.resourcePresent();
    }
    new Gather(table.attributes(), new int[] {resource}, 1, builder)
        .emit(0, builder::resourceAttribute);
  }

  private void putScope(int scope) {
    TableBuffer.View table = tables.scopes();
    builder.beginScope();
    builder.scopeName(code(table, Field.SCOPE_NAME, scope));
    builder.scopeVersion(code(table, Field.SCOPE_VERSION, scope));
    builder.scopeSchemaUrl(code(table, Field.SCOPE_SCHEMA_URL, scope));
    builder.scopeDroppedAttributes(number(table, Field.SCOPE_DROPPED_ATTRIBUTES, scope));
    if (number(table, Field.SCOPE_PRESENT, scope) != 0) {
      builder.scopePresent();
    }
    new Gather(table.attributes(), new int[] {scope}, 1, builder).emit(0, builder::scopeAttribute);
  }

  private void putSpan(int place, int row) {
    TableBuffer.View table = tables.spans();
    int trace = traces.traceOf()[row];
    long start = table.field(Field.START).at(row);
    builder.beginSpan();
    builder.traceId(traces.highs()[trace], traces.lows()[trace]);
    builder.spanId(table.field(Field.SPAN_ID).at(row));
    builder.parentSpanId(table.field(Field.PARENT_ID).at(row));
    builder.startNanos(start);
    builder.endNanos(start + table.field(Field.DURATION).at(row));
    builder.kind(number(table, Field.KIND, row));
    builder.statusCode(number(table, Field.STATUS, row));
    builder.statusMessage(code(table, Field.STATUS_MESSAGE, row));
    builder.name(code(table, Field.NAME, row));
    builder.traceState(code(table, Field.TRACE_STATE, row));
    builder.flags(number(table, Field.FLAGS, row));
    builder.droppedAttributes(number(table, Field.DROPPED_ATTRIBUTES, row));
    builder.droppedEvents(number(table, Field.DROPPED_EVENTS, row));
    builder.droppedLinks(number(table, Field.DROPPED_LINKS, row));
    builder.presence(number(table, Field.PRESENCE, row));
    attributes.emit(place, builder::attribute);
    for (int i = events.first[place]; i < events.first[place + 1]; i++) {
      putEvent(i, events.rows[i]);
    }
    for (int i = links.first[place]; i < links.first[place + 1]; i++) {
      putLink(i, links.rows[i]);
    }
    builder.endSpan();
  }

  private void putEvent(int place, int row) {
    TableBuffer.View table = tables.events();
    builder.beginEvent(table.field(Field.EVENT_TIME).at(row));
    builder.eventName(code(table, Field.EVENT_NAME, row));
    builder.eventDroppedAttributes(number(table, Field.EVENT_DROPPED_ATTRIBUTES, row));
    events.attributes.emit(place, builder::eventAttribute);
  }

  private void putLink(int place, int row) {
    TableBuffer.View table = tables.links();
    builder.beginLink(
        table.field(Field.LINK_TRACE_ID_HIGH).at(row),
        table.field(Field.LINK_TRACE_ID_LOW).at(row),
        table.field(Field.LINK_SPAN_ID).at(row));
    builder.linkTraceState(code(table, Field.LINK_TRACE_STATE, row));
    builder.linkFlags(number(table, Field.LINK_FLAGS, row));
    builder.linkDroppedAttributes(number(table, Field.LINK_DROPPED_ATTRIBUTES, row));
    builder.linkPresence(number(table, Field.LINK_PRESENCE, row));
    links.attributes.emit(place, builder::linkAttribute);
  }

  private static int number(TableBuffer.View table, Field field, int row) {
    return (int) table.field(field).at(row);
  }

  /// The batch's code of a string or blob of the tables.
  private int code(TableBuffer.View table, Field field, int row) {
    LiveColumn column = table.field(field);
    Dictionary dictionary = column.dictionary();
    if (dictionary == null) {
      throw new IllegalArgumentException(field.label() + " is not coded");
    }
    int code = (int) column.at(row);
    int length = dictionary.length(code);
    if (length == 0) {
      return 0;
    }
    return column.type() == AttributeType.STRING
        ? builder.string(dictionary.heap(), dictionary.offset(code), length)
        : builder.blob(dictionary.heap(), dictionary.offset(code), length);
  }

  /// The events or links of the rows.
  private final class Children {
    /// Of each of the spans its first place in `rows`, and one more.
    final int[] first = new int[RowReader.this.rows.length + 1];

    final int[] rows;
    final Gather attributes;

    Children(TableBuffer.View table, int[] spanOf) {
      int[] found = new int[16];
      int count = 0;
      int child = 0;
      for (int place = 0; place < RowReader.this.rows.length; place++) {
        int span = RowReader.this.rows[place];
        child = Rows.lowerBound(spanOf, child, table.count(), span);
        for (; child < table.count() && spanOf[child] == span; child++) {
          if (count == found.length) {
            found = Arrays.copyOf(found, count * 2);
          }
          found[count++] = child;
        }
        first[place + 1] = count;
      }
      rows = found;
      attributes = new Gather(table.attributes(), found, count, builder);
    }
  }
}
