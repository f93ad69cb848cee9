package dev.clew.instrumentation.spi.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/// Prints each span as one line of JSON on the standard output.
///
/// ```
/// {"name":"pay","traceId":"…","spanId":"…","startTime":1700000000000,"duration":1.25,…}
/// ```
///
/// Times are milliseconds, as in the JSON of the minimal tracer.
final class ConsoleJson implements NamedExporter {
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  @Override
  public String name() {
    return ConsoleExporterProvider.NAME;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    for (SpanData span : spans) {
      System.out.println(line(span));
    }
    return CompletableResultCode.ofSuccess();
  }

  static String line(SpanData span) {
    return AttributeText.json(json -> write(span, json));
  }

  private static void write(SpanData span, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", span.getName());
    json.writeStringField("traceId", span.getTraceId());
    json.writeStringField("spanId", span.getSpanId());
    if (span.getParentSpanContext().isValid()) {
      json.writeStringField("parentSpanId", span.getParentSpanId());
    }
    json.writeNumberField("startTime", TimeUnit.NANOSECONDS.toMillis(span.getStartEpochNanos()));
    json.writeNumberField(
        "duration", (span.getEndEpochNanos() - span.getStartEpochNanos()) / NANOS_PER_MILLI);
    json.writeStringField("service", Resources.serviceOf(span));
    json.writeStringField("kind", span.getKind().name());
    if (span.getStatus().getStatusCode() != StatusCode.UNSET) {
      json.writeStringField("status", span.getStatus().getStatusCode().name());
      if (!span.getStatus().getDescription().isEmpty()) {
        json.writeStringField("statusDescription", span.getStatus().getDescription());
      }
    }
    json.writeStringField("scope", span.getInstrumentationScopeInfo().getName());
    json.writeFieldName("attributes");
    AttributeText.write(span.getAttributes(), json);
    if (!span.getEvents().isEmpty()) {
      json.writeArrayFieldStart("events");
      for (EventData event : span.getEvents()) {
        json.writeStartObject();
        json.writeStringField("name", event.getName());
        json.writeNumberField("time", TimeUnit.NANOSECONDS.toMillis(event.getEpochNanos()));
        json.writeFieldName("attributes");
        AttributeText.write(event.getAttributes(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (!span.getLinks().isEmpty()) {
      json.writeArrayFieldStart("links");
      for (LinkData link : span.getLinks()) {
        json.writeStartObject();
        json.writeStringField("traceId", link.getSpanContext().getTraceId());
        json.writeStringField("spanId", link.getSpanContext().getSpanId());
        json.writeFieldName("attributes");
        AttributeText.write(link.getAttributes(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  @Override
  public CompletableResultCode flush() {
    System.out.flush();
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return flush();
  }

  @Override
  public String toString() {
    return "ConsoleJson{}";
  }
}
