package dev.clew.server.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.model.AttributeCursor;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanCursor;
import dev.clew.model.TraceIds;
import java.io.IOException;

/// Writes one trace in the shape of Jaeger's own JSON, the one its UI reads: [#begin], then
/// [#write] for each part of the trace, then [#end]. Holds nothing of the spans but the distinct
/// processes, so a trace may have any length.
///
/// Fields that Jaeger's model lacks become the tags that Jaeger makes of them: `span.kind`,
/// `otel.status_code`, `error`, `otel.scope.name`, `w3c.tracestate`. Times are cut to microseconds.
final class LegacyTraceWriter {
  private final JsonGenerator json;
  private final Processes processes = new Processes();
  private String traceId = "";

  LegacyTraceWriter(JsonGenerator json) {
    this.json = json;
  }

  void begin(long traceIdHigh, long traceIdLow) throws IOException {
    traceId = traceId(traceIdHigh, traceIdLow);
    json.writeStartObject();
    json.writeStringField("traceID", traceId);
    json.writeArrayFieldStart("spans");
  }

  /// Writes all spans of a batch, which are of this trace.
  void write(SpanBatch batch) throws IOException {
    String[] processIds = processes.of(batch);
    Attributes attributes = new Attributes(batch);
    SpanCursor span = batch.cursor();
    while (span.next()) {
      write(batch, span, processIds[batch.resource(span.row())], attributes);
    }
  }

  void end() throws IOException {
    json.writeEndArray();
    processes.write(json);
    json.writeNullField("warnings");
    json.writeEndObject();
  }

  /// A trace id as Jaeger writes it: 16 digits where the high half is zero, else 32.
  static String traceId(long high, long low) {
    return high == 0 ? TraceIds.spanId(low) : TraceIds.traceId(high, low);
  }

  private void write(SpanBatch batch, SpanCursor span, String process, Attributes attributes)
      throws IOException {
    int row = span.row();
    long duration = batch.durationNanos(row);
    json.writeStartObject();
    json.writeStringField("traceID", traceId);
    json.writeStringField("spanID", TraceIds.spanId(batch.spanId(row)));
    if (batch.flags(row) != 0) {
      json.writeNumberField("flags", Integer.toUnsignedLong(batch.flags(row)));
    }
    json.writeStringField("operationName", batch.strings().string(batch.name(row)));
    references(batch, span, attributes.links);
    json.writeNumberField("startTime", batch.startNanos(row) / 1000);
    json.writeNumberField("duration", Math.max(duration, 0) / 1000);
    tags(batch, row, attributes);
    logs(batch, span, attributes.events);
    json.writeStringField("processID", process);
    if (duration < 0) {
      json.writeArrayFieldStart("warnings");
      json.writeString(
          "the span ends " + -duration + " ns before it starts; shown with duration 0");
      json.writeEndArray();
    } else {
      json.writeNullField("warnings");
    }
    json.writeEndObject();
  }

  private void references(SpanBatch batch, SpanCursor span, AttributeCursor links)
      throws IOException {
    json.writeArrayFieldStart("references");
    long parent = batch.parentSpanId(span.row());
    if (parent != 0) {
      reference("CHILD_OF", traceId, parent);
    }
    for (int link = span.linkFrom(); link < span.linkTo(); link++) {
      String linked = traceId(batch.links().traceIdHigh(link), batch.links().traceIdLow(link));
      reference(referenceType(links.seek(link)), linked, batch.links().spanId(link));
    }
    json.writeEndArray();
  }

  private static String referenceType(AttributeCursor link) {
    while (link.next()) {
      if (link.key().equals("opentracing.ref_type") && Tag.text(link).equals("child_of")) {
        return "CHILD_OF";
      }
    }
    return "FOLLOWS_FROM";
  }

  private void reference(String type, String trace, long span) throws IOException {
    json.writeStartObject();
    json.writeStringField("refType", type);
    json.writeStringField("traceID", trace);
    json.writeStringField("spanID", TraceIds.spanId(span));
    json.writeEndObject();
  }

  private void tags(SpanBatch batch, int row, Attributes attributes) throws IOException {
    json.writeArrayFieldStart("tags");
    int scope = batch.scope(row);
    text("otel.scope.name", batch.strings().string(batch.scopes().name(scope)));
    text("otel.scope.version", batch.strings().string(batch.scopes().version(scope)));
    all(attributes.scopes.seek(scope));
    all(attributes.spans.seek(row));
    text("span.kind", SpanKinds.text(batch.kind(row)));
    status(batch, row);
    text("w3c.tracestate", batch.strings().string(batch.traceState(row)));
    json.writeEndArray();
  }

  private void status(SpanBatch batch, int row) throws IOException {
    switch (batch.statusCode(row)) {
      case 1 -> Tag.text(json, "otel.status_code", "OK");
      case 2 -> {
        Tag.text(json, "otel.status_code", "ERROR");
        Tag.bool(json, "error", true);
      }
      default -> {}
    }
    text("otel.status_description", batch.strings().string(batch.statusMessage(row)));
  }

  private void logs(SpanBatch batch, SpanCursor span, AttributeCursor attributes)
      throws IOException {
    json.writeArrayFieldStart("logs");
    for (int event = span.eventFrom(); event < span.eventTo(); event++) {
      json.writeStartObject();
      json.writeNumberField("timestamp", batch.events().timeNanos(event) / 1000);
      json.writeArrayFieldStart("fields");
      text("event", batch.strings().string(batch.events().name(event)));
      all(attributes.seek(event));
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void text(String key, String value) throws IOException {
    if (!value.isEmpty()) {
      Tag.text(json, key, value);
    }
  }

  private void all(AttributeCursor attributes) throws IOException {
    while (attributes.next()) {
      Tag.write(json, attributes);
    }
  }

  private static final class Attributes {
    final AttributeCursor spans;
    final AttributeCursor events;
    final AttributeCursor links;
    final AttributeCursor scopes;

    Attributes(SpanBatch batch) {
      spans = batch.attributeCursor();
      events = batch.eventAttributeCursor();
      links = batch.linkAttributeCursor();
      scopes = batch.scopeAttributeCursor();
    }
  }
}
