package dev.clew.server.acceptance;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Spans as the SDK for Java holds them, in the form that {@link ReportedSpans} reads.
final class SpanReport {
  private SpanReport() {}

  static List<Map<String, Object>> of(List<SpanData> spans) {
    return spans.stream().map(SpanReport::of).toList();
  }

  private static Map<String, Object> of(SpanData span) {
    Map<String, Object> report = new LinkedHashMap<>(context(span.getSpanContext()));
    report.put("parentSpanId", span.getParentSpanContext().isValid() ? span.getParentSpanId() : "");
    report.put("name", span.getName());
    report.put("kind", span.getKind().ordinal() + 1); // OTLP counts from INTERNAL = 1
    report.put("start", Long.toString(span.getStartEpochNanos()));
    report.put("end", Long.toString(span.getEndEpochNanos()));
    report.put(
        "statusCode",
        switch (span.getStatus().getStatusCode()) {
          case UNSET -> 0;
          case OK -> 1;
          case ERROR -> 2;
        });
    report.put("statusMessage", span.getStatus().getDescription());
    report.put("attributes", of(span.getAttributes()));
    report.put("droppedAttributes", span.getTotalAttributeCount() - span.getAttributes().size());
    report.put("droppedEvents", span.getTotalRecordedEvents() - span.getEvents().size());
    report.put("droppedLinks", span.getTotalRecordedLinks() - span.getLinks().size());
    report.put(
        "events",
        span.getEvents().stream()
            .map(
                event ->
                    Map.of(
                        "name",
                        event.getName(),
                        "time",
                        Long.toString(event.getEpochNanos()),
                        "attributes",
                        of(event.getAttributes())))
            .toList());
    report.put(
        "links",
        span.getLinks().stream()
            .map(
                link -> {
                  Map<String, Object> linked = new LinkedHashMap<>(context(link.getSpanContext()));
                  linked.put("attributes", of(link.getAttributes()));
                  return linked;
                })
            .toList());
    report.put("resource", of(span.getResource().getAttributes()));
    report.put("resourceSchema", orEmpty(span.getResource().getSchemaUrl()));
    var scope = span.getInstrumentationScopeInfo();
    report.put(
        "scope",
        Map.of(
            "name",
            scope.getName(),
            "version",
            orEmpty(scope.getVersion()),
            "schema",
            orEmpty(scope.getSchemaUrl()),
            "attributes",
            of(scope.getAttributes())));
    return report;
  }

  private static Map<String, Object> context(SpanContext context) {
    StringBuilder state = new StringBuilder();
    context
        .getTraceState()
        .forEach(
            (key, value) ->
                state.append(state.isEmpty() ? "" : ",").append(key).append('=').append(value));
    return Map.of(
        "traceId",
        context.getTraceId(),
        "spanId",
        context.getSpanId(),
        "traceFlags",
        (int) context.getTraceFlags().asByte(),
        "traceState",
        state.toString());
  }

  private static Map<String, Object> of(Attributes attributes) {
    Map<String, Object> report = new LinkedHashMap<>();
    attributes.forEach(
        (key, value) -> report.put(key.getKey(), value instanceof Value<?> any ? of(any) : value));
    return report;
  }

  @SuppressWarnings("unchecked")
  private static Object of(Value<?> value) {
    return switch (value.getType()) {
      case STRING, BOOLEAN, LONG, DOUBLE -> value.getValue();
      case ARRAY -> ((List<Value<?>>) value.getValue()).stream().map(SpanReport::of).toList();
      case KEY_VALUE_LIST -> {
        Map<String, Object> map = new LinkedHashMap<>();
        ((List<KeyValue>) value.getValue())
            .forEach(pair -> map.put(pair.getKey(), of(pair.getValue())));
        yield Map.of("map", map);
      }
      case BYTES -> {
        ByteBuffer bytes = (ByteBuffer) value.getValue();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        yield Map.of("bytes", Base64.getEncoder().encodeToString(copy));
      }
      case EMPTY -> Map.of("nothing", true);
    };
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
