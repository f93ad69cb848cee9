package dev.clew.server.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.query.trace.ServiceCount;
import dev.clew.query.trace.TraceSummary;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One trace of `/api/v3/trace-summaries`. As in all protobuf JSON, what is zero or empty is left
/// out and 64-bit numbers are strings.
final class V3Summary {
  private V3Summary() {}

  static void write(JsonGenerator json, TraceSummary trace) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", trace.traceId());
    text(json, "rootServiceName", trace.rootService());
    text(json, "rootOperationName", trace.rootName());
    nanos(json, "minStartTimeUnixNano", trace.startNanos());
    nanos(json, "maxEndTimeUnixNano", trace.endNanos());
    count(json, "spanCount", trace.spanCount());
    count(json, "errorSpanCount", trace.errorCount());
    count(json, "orphanSpanCount", trace.orphanCount());
    json.writeArrayFieldStart("services");
    for (ServiceCount service : trace.services()) {
      json.writeStartObject();
      text(json, "name", service.service());
      count(json, "spanCount", service.spans());
      count(json, "errorSpanCount", service.errors());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    if (value != null && !value.isEmpty()) {
      json.writeStringField(field, value);
    }
  }

  private static void count(JsonGenerator json, String field, int value) throws IOException {
    if (value != 0) {
      json.writeNumberField(field, value);
    }
  }

  private static void nanos(JsonGenerator json, String field, long value) throws IOException {
    if (value != 0) {
      json.writeStringField(field, Long.toUnsignedString(value));
    }
  }
}
