package dev.clew.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// Spans as text for comparison: one line for each span, with everything that belongs to it, so
/// that two lines are equal exactly when the spans are. Codes, rows and the order of attributes do
/// not show.
public final class SpanTexts {
  private SpanTexts() {}

  /// The lines of all spans of all batches, sorted: equal lists mean equal multisets of spans.
  public static List<String> sorted(SpanBatch... batches) {
    List<String> texts = new ArrayList<>();
    for (SpanBatch batch : batches) {
      texts.addAll(inRowOrder(batch));
    }
    Collections.sort(texts);
    return texts;
  }

  /// The lines of a batch's spans, by row.
  public static List<String> inRowOrder(SpanBatch batch) {
    List<String> texts = new ArrayList<>();
    AttributeCursor attributes = batch.attributeCursor();
    AttributeCursor eventAttributes = batch.eventAttributeCursor();
    AttributeCursor linkAttributes = batch.linkAttributeCursor();
    AttributeCursor scopeAttributes = batch.scopeAttributeCursor();
    AttributeCursor resourceAttributes = batch.resourceAttributeCursor();
    SpanCursor cursor = batch.cursor();
    while (cursor.next()) {
      int span = cursor.row();
      StringBuilder text = new StringBuilder();
      text.append(TraceIds.traceId(batch.traceIdHigh(span), batch.traceIdLow(span)))
          .append(' ')
          .append(TraceIds.spanId(batch.spanId(span)));
      field(text, "parent", TraceIds.spanId(batch.parentSpanId(span)));
      field(text, "presence", batch.presence(span));
      field(text, "start", batch.startNanos(span));
      field(text, "duration", batch.durationNanos(span));
      field(text, "kind", batch.kind(span));
      field(text, "status", batch.statusCode(span));
      field(text, "message", string(batch, batch.statusMessage(span)));
      field(text, "name", string(batch, batch.name(span)));
      field(text, "state", string(batch, batch.traceState(span)));
      field(text, "flags", batch.flags(span));
      field(text, "dropped attributes", batch.droppedAttributes(span));
      field(text, "dropped events", batch.droppedEvents(span));
      field(text, "dropped links", batch.droppedLinks(span));
      field(text, "attributes", attributes(attributes.seek(span)));
      for (int e = cursor.eventFrom(); e < cursor.eventTo(); e++) {
        event(text, batch, e, eventAttributes);
      }
      for (int l = cursor.linkFrom(); l < cursor.linkTo(); l++) {
        link(text, batch, l, linkAttributes);
      }
      scope(text, batch, batch.scope(span), scopeAttributes);
      resource(text, batch, batch.resource(span), resourceAttributes);
      texts.add(text.toString());
    }
    return texts;
  }

  private static void event(
      StringBuilder text, SpanBatch batch, int event, AttributeCursor attributes) {
    EventTable events = batch.events();
    text.append(" event {");
    field(text, "time", events.timeNanos(event));
    field(text, "name", string(batch, events.name(event)));
    field(text, "dropped", events.droppedAttributes(event));
    field(text, "attributes", attributes(attributes.seek(event)));
    text.append('}');
  }

  private static void link(
      StringBuilder text, SpanBatch batch, int link, AttributeCursor attributes) {
    LinkTable links = batch.links();
    text.append(" link {")
        .append(TraceIds.traceId(links.traceIdHigh(link), links.traceIdLow(link)))
        .append(' ')
        .append(TraceIds.spanId(links.spanId(link)));
    field(text, "presence", links.presence(link));
    field(text, "state", string(batch, links.traceState(link)));
    field(text, "flags", links.flags(link));
    field(text, "dropped", links.droppedAttributes(link));
    field(text, "attributes", attributes(attributes.seek(link)));
    text.append('}');
  }

  private static void scope(
      StringBuilder text, SpanBatch batch, int scope, AttributeCursor attributes) {
    ScopeTable scopes = batch.scopes();
    text.append(" scope {");
    field(text, "present", scopes.present(scope));
    field(text, "name", string(batch, scopes.name(scope)));
    field(text, "version", string(batch, scopes.version(scope)));
    field(text, "schema", string(batch, scopes.schemaUrl(scope)));
    field(text, "dropped", scopes.droppedAttributes(scope));
    field(text, "attributes", attributes(attributes.seek(scope)));
    text.append('}');
  }

  private static void resource(
      StringBuilder text, SpanBatch batch, int resource, AttributeCursor attributes) {
    ResourceTable resources = batch.resources();
    text.append(" resource {");
    field(text, "present", resources.present(resource));
    field(text, "schema", string(batch, resources.schemaUrl(resource)));
    field(text, "dropped", resources.droppedAttributes(resource));
    field(text, "entities", hex(batch.blobs().bytes(resources.entityRefs(resource))));
    field(text, "attributes", attributes(attributes.seek(resource)));
    text.append('}');
  }

  private static List<String> attributes(AttributeCursor cursor) {
    List<String> attributes = new ArrayList<>();
    while (cursor.next()) {
      String value =
          switch (cursor.type()) {
            case STRING -> quoted(cursor.string());
            case INT, BOOL, EMPTY -> Long.toString(cursor.word());
            case DOUBLE -> Long.toHexString(cursor.word()) + "=" + cursor.doubleValue();
            case BYTES, ARRAY, KEY_VALUE_LIST -> hex(cursor.blob());
          };
      attributes.add(quoted(cursor.key()) + " " + cursor.type() + " " + value);
    }
    Collections.sort(attributes);
    return attributes;
  }

  private static void field(StringBuilder text, String name, Object value) {
    text.append(' ').append(name).append('=').append(value);
  }

  private static String string(SpanBatch batch, int code) {
    return quoted(batch.strings().string(code));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
