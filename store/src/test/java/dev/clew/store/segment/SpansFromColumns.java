package dev.clew.store.segment;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import java.util.ArrayList;
import java.util.List;

/// Makes a batch of all spans of a segment out of nothing but its columns and traces, in order of
/// rows, each span under a resource and scope of its own: slow, and proof that the columns hold
/// everything.
final class SpansFromColumns {
  private final Segment segment;
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  private SpansFromColumns(Segment segment) {
    this.segment = segment;
  }

  static SpanBatch rebuild(Segment segment) {
    return new SpansFromColumns(segment).rebuild();
  }

  private SpanBatch rebuild() {
    List<List<Attribute>> ofSpan = attributes(AttributeScope.SPAN, segment.spanCount());
    List<List<Attribute>> ofResource = attributes(AttributeScope.RESOURCE, segment.spanCount());
    List<List<Attribute>> ofScope = attributes(AttributeScope.INSTRUMENTATION, segment.spanCount());
    List<List<Attribute>> ofEvent = attributes(AttributeScope.EVENT, segment.eventCount());
    List<List<Attribute>> ofLink = attributes(AttributeScope.LINK, segment.linkCount());
    int event = 0;
    int link = 0;
    for (int span = 0; span < segment.spanCount(); span++) {
      resource(span);
      ofResource.get(span).forEach(a -> builder.resourceAttribute(a.key, a.type, a.word));
      scope(span);
      ofScope.get(span).forEach(a -> builder.scopeAttribute(a.key, a.type, a.word));
      span(span);
      ofSpan.get(span).forEach(a -> builder.attribute(a.key, a.type, a.word));
      for (; event < segment.eventCount() && word(Field.EVENT_SPAN, event) == span; event++) {
        builder.beginEvent(word(Field.EVENT_TIME, event));
        builder.eventName(code(Field.EVENT_NAME, event));
        builder.eventDroppedAttributes(number(Field.EVENT_DROPPED_ATTRIBUTES, event));
        ofEvent.get(event).forEach(a -> builder.eventAttribute(a.key, a.type, a.word));
      }
      for (; link < segment.linkCount() && word(Field.LINK_SPAN, link) == span; link++) {
        link(link);
        ofLink.get(link).forEach(a -> builder.linkAttribute(a.key, a.type, a.word));
      }
      builder.endSpan();
    }
    return builder.build();
  }

  private void resource(int span) {
    builder.beginResource();
    builder.resourceSchemaUrl(code(Field.RESOURCE_SCHEMA_URL, span));
    builder.resourceDroppedAttributes(number(Field.RESOURCE_DROPPED_ATTRIBUTES, span));
    builder.resourceEntityRefs(code(Field.RESOURCE_ENTITY_REFS, span));
    if (number(Field.RESOURCE_PRESENT, span) != 0) {
      builder.resourcePresent();
    }
  }

  private void scope(int span) {
    builder.beginScope();
    builder.scopeName(code(Field.SCOPE_NAME, span));
    builder.scopeVersion(code(Field.SCOPE_VERSION, span));
    builder.scopeSchemaUrl(code(Field.SCOPE_SCHEMA_URL, span));
    builder.scopeDroppedAttributes(number(Field.SCOPE_DROPPED_ATTRIBUTES, span));
    if (number(Field.SCOPE_PRESENT, span) != 0) {
      builder.scopePresent();
    }
  }

  private void span(int span) {
    int trace = segment.trace(span);
    builder.beginSpan();
    builder.traceId(segment.traceIdHigh(trace), segment.traceIdLow(trace));
    builder.spanId(word(Field.SPAN_ID, span)).parentSpanId(word(Field.PARENT_ID, span));
    builder.startNanos(word(Field.START, span));
    builder.endNanos(word(Field.START, span) + word(Field.DURATION, span));
    builder.kind(number(Field.KIND, span)).statusCode(number(Field.STATUS, span));
    builder.statusMessage(code(Field.STATUS_MESSAGE, span)).name(code(Field.NAME, span));
    builder.traceState(code(Field.TRACE_STATE, span)).flags(number(Field.FLAGS, span));
    builder.droppedAttributes(number(Field.DROPPED_ATTRIBUTES, span));
    builder.droppedEvents(number(Field.DROPPED_EVENTS, span));
    builder.droppedLinks(number(Field.DROPPED_LINKS, span));
    builder.presence(number(Field.PRESENCE, span));
  }

  private void link(int link) {
    builder.beginLink(
        word(Field.LINK_TRACE_ID_HIGH, link),
        word(Field.LINK_TRACE_ID_LOW, link),
        word(Field.LINK_SPAN_ID, link));
    builder.linkTraceState(code(Field.LINK_TRACE_STATE, link));
    builder.linkFlags(number(Field.LINK_FLAGS, link));
    builder.linkDroppedAttributes(number(Field.LINK_DROPPED_ATTRIBUTES, link));
    builder.linkPresence(number(Field.LINK_PRESENCE, link));
  }

  /// For each row of the scope's space its attributes.
  private List<List<Attribute>> attributes(AttributeScope scope, int rowCount) {
    List<List<Attribute>> attributes = new ArrayList<>();
    for (int row = 0; row < rowCount; row++) {
      attributes.add(new ArrayList<>());
    }
    for (ColumnName name : segment.columnNames()) {
      if (name instanceof AttributeName attribute && attribute.scope() == scope) {
        int key = builder.string(attribute.key());
        for (SegmentColumn column : segment.columns(name)) {
          ColumnValues values = column.values();
          for (int i = 0; i < values.count(); i++) {
            long word = column.type().isCoded() ? code(column, values.code(i)) : values.word(i);
            attributes.get(values.row(i)).add(new Attribute(key, column.type(), word));
          }
        }
      }
    }
    return attributes;
  }

  private long word(Field field, int row) {
    return segment.column(field).values().word(row);
  }

  private int number(Field field, int row) {
    return (int) word(field, row);
  }

  private int code(Field field, int row) {
    SegmentColumn column = segment.column(field);
    return code(column, column.values().code(row));
  }

  private int code(SegmentColumn column, int code) {
    Dictionary dictionary = column.dictionary();
    byte[] entry = dictionary.bytes(code);
    return column.type() == AttributeType.STRING
        ? builder.string(entry, 0, entry.length)
        : builder.blob(entry);
  }

  private record Attribute(int key, AttributeType type, long word) {}
}
