package dev.clew.instrumentation.spi.export;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.List;
import java.util.Map;

/// Links as Datadog's SDKs send them: JSON in the tag `_dd.span_links`, attributes as text.
final class DatadogLinks {
  private DatadogLinks() {}

  static String json(List<LinkData> links) {
    return AttributeText.json(
        json -> {
          json.writeStartArray();
          for (LinkData link : links) {
            json.writeStartObject();
            json.writeStringField("trace_id", link.getSpanContext().getTraceId());
            json.writeStringField("span_id", link.getSpanContext().getSpanId());
            json.writeObjectFieldStart("attributes");
            for (Map.Entry<AttributeKey<?>, Object> one : link.getAttributes().asMap().entrySet()) {
              json.writeStringField(one.getKey().getKey(), AttributeText.of(one.getValue()));
            }
            json.writeEndObject();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
