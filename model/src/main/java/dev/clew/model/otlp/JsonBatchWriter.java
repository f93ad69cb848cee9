package dev.clew.model.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.model.AttributeCursor;
import dev.clew.model.Dictionary;
import dev.clew.model.EventTable;
import dev.clew.model.LinkTable;
import dev.clew.model.Presence;
import dev.clew.model.ResourceTable;
import dev.clew.model.ScopeTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceIds;
import java.io.IOException;
import java.util.Base64;

/// Writes one batch as elements of `resourceSpans`.
final class JsonBatchWriter {
  private final SpanBatch batch;
  private final Dictionary strings;
  private final Dictionary blobs;
  private final JsonGenerator json;
  private final AttributeCursor resourceAttributes;
  private final AttributeCursor scopeAttributes;
  private final AttributeCursor spanAttributes;
  private final AttributeCursor eventAttributes;
  private final AttributeCursor linkAttributes;

  /// The rows that come next.
  private int scope;

  private int span;
  private int event;
  private int link;

  JsonBatchWriter(SpanBatch batch, JsonGenerator json) {
    this.batch = batch;
    this.json = json;
    strings = batch.strings();
    blobs = batch.blobs();
    resourceAttributes = batch.resourceAttributeCursor();
    scopeAttributes = batch.scopeAttributeCursor();
    spanAttributes = batch.attributeCursor();
    eventAttributes = batch.eventAttributeCursor();
    linkAttributes = batch.linkAttributeCursor();
  }

  void write() throws IOException {
    for (int resource = 0; resource < batch.resources().count(); resource++) {
      resourceSpans(resource);
    }
  }

  private void resourceSpans(int resource) throws IOException {
    ResourceTable resources = batch.resources();
    json.writeStartObject();
    if (resources.present(resource)) {
      json.writeFieldName("resource");
      json.writeStartObject();
      attributes(resourceAttributes.seek(resource));
      unsigned("droppedAttributesCount", resources.droppedAttributes(resource));
      int refs = resources.entityRefs(resource);
      if (refs != 0) {
        json.writeFieldName("entityRefs");
        JsonEntityRefWriter.write(blobs.heap(), blobs.offset(refs), blobs.length(refs), json);
      }
      json.writeEndObject();
    }
    json.writeFieldName("scopeSpans");
    json.writeStartArray();
    ScopeTable scopes = batch.scopes();
    for (; scope < scopes.count() && scopes.resource(scope) == resource; scope++) {
      scopeSpans(scopes);
    }
    json.writeEndArray();
    string("schemaUrl", resources.schemaUrl(resource));
    json.writeEndObject();
  }

  private void scopeSpans(ScopeTable scopes) throws IOException {
    json.writeStartObject();
    if (scopes.present(scope)) {
      json.writeFieldName("scope");
      json.writeStartObject();
      string("name", scopes.name(scope));
      string("version", scopes.version(scope));
      attributes(scopeAttributes.seek(scope));
      unsigned("droppedAttributesCount", scopes.droppedAttributes(scope));
      json.writeEndObject();
    }
    json.writeFieldName("spans");
    json.writeStartArray();
    for (; span < batch.size() && batch.scope(span) == scope; span++) {
      span();
    }
    json.writeEndArray();
    string("schemaUrl", scopes.schemaUrl(scope));
    json.writeEndObject();
  }

  private void span() throws IOException {
    int presence = batch.presence(span);
    json.writeStartObject();
    ids(presence, batch.traceIdHigh(span), batch.traceIdLow(span), batch.spanId(span));
    string("traceState", batch.traceState(span));
    if (batch.parentSpanId(span) != 0 || (presence & Presence.ZERO_PARENT) != 0) {
      json.writeStringField("parentSpanId", TraceIds.spanId(batch.parentSpanId(span)));
    }
    unsigned("flags", batch.flags(span));
    string("name", batch.name(span));
    number("kind", batch.kind(span));
    time("startTimeUnixNano", batch.startNanos(span));
    time("endTimeUnixNano", batch.endNanos(span));
    attributes(spanAttributes.seek(span));
    unsigned("droppedAttributesCount", batch.droppedAttributes(span));
    events();
    unsigned("droppedEventsCount", batch.droppedEvents(span));
    links();
    unsigned("droppedLinksCount", batch.droppedLinks(span));
    int code = batch.statusCode(span);
    int message = batch.statusMessage(span);
    if (code != 0 || message != 0 || (presence & Presence.EMPTY_STATUS) != 0) {
      json.writeFieldName("status");
      json.writeStartObject();
      string("message", message);
      number("code", code);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void events() throws IOException {
    EventTable events = batch.events();
    if (event == events.count() || events.span(event) != span) {
      return;
    }
    json.writeFieldName("events");
    json.writeStartArray();
    for (; event < events.count() && events.span(event) == span; event++) {
      json.writeStartObject();
      time("timeUnixNano", events.timeNanos(event));
      string("name", events.name(event));
      attributes(eventAttributes.seek(event));
      unsigned("droppedAttributesCount", events.droppedAttributes(event));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void links() throws IOException {
    LinkTable links = batch.links();
    if (link == links.count() || links.span(link) != span) {
      return;
    }
    json.writeFieldName("links");
    json.writeStartArray();
    for (; link < links.count() && links.span(link) == span; link++) {
      json.writeStartObject();
      ids(
          links.presence(link),
          links.traceIdHigh(link),
          links.traceIdLow(link),
          links.spanId(link));
      string("traceState", links.traceState(link));
      attributes(linkAttributes.seek(link));
      unsigned("droppedAttributesCount", links.droppedAttributes(link));
      unsigned("flags", links.flags(link));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void attributes(AttributeCursor attributes) throws IOException {
    if (attributes.remaining() == 0) {
      return;
    }
    json.writeFieldName("attributes");
    json.writeStartArray();
    while (attributes.next()) {
      json.writeStartObject();
      json.writeFieldName("key");
      text(attributes.keyCode());
      long word = attributes.word();
      switch (attributes.type()) {
        case ARRAY, KEY_VALUE_LIST -> {
          int code = (int) word;
          json.writeFieldName("value");
          AnyValues.writeJson(
              attributes.type(), blobs.heap(), blobs.offset(code), blobs.length(code), json);
        }
        case EMPTY -> {
          if (word == 0) {
            json.writeFieldName("value");
            json.writeStartObject();
            json.writeEndObject();
          }
        }
        case STRING, INT, DOUBLE, BOOL, BYTES -> plainValue(attributes, word);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void plainValue(AttributeCursor attributes, long word) throws IOException {
    json.writeFieldName("value");
    json.writeStartObject();
    switch (attributes.type()) {
      case STRING -> {
        json.writeFieldName("stringValue");
        text((int) word);
      }
      case INT -> json.writeStringField("intValue", Long.toString(word));
      case DOUBLE -> {
        json.writeFieldName("doubleValue");
        AnyValues.writeDouble(Double.longBitsToDouble(word), json);
      }
      case BOOL -> json.writeBooleanField("boolValue", word != 0);
      case BYTES ->
          json.writeStringField(
              "bytesValue", Base64.getEncoder().encodeToString(attributes.blob()));
      case ARRAY, KEY_VALUE_LIST, EMPTY -> throw new AssertionError(attributes.type());
    }
    json.writeEndObject();
  }

  private void ids(int presence, long traceIdHigh, long traceIdLow, long spanId)
      throws IOException {
    if ((presence & Presence.NO_TRACE_ID) == 0) {
      json.writeStringField("traceId", TraceIds.traceId(traceIdHigh, traceIdLow));
    }
    if ((presence & Presence.NO_SPAN_ID) == 0) {
      json.writeStringField("spanId", TraceIds.spanId(spanId));
    }
  }

  private void string(String field, int code) throws IOException {
    if (code != 0) {
      json.writeFieldName(field);
      text(code);
    }
  }

  private void text(int code) throws IOException {
    json.writeUTF8String(strings.heap(), strings.offset(code), strings.length(code));
  }

  private void unsigned(String field, int value) throws IOException {
    if (value != 0) {
      json.writeNumberField(field, Integer.toUnsignedLong(value));
    }
  }

  private void number(String field, int value) throws IOException {
    if (value != 0) {
      json.writeNumberField(field, value);
    }
  }

  private void time(String field, long nanos) throws IOException {
    if (nanos != 0) {
      json.writeStringField(field, Long.toUnsignedString(nanos));
    }
  }
}
