package dev.clew.server.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program under the OpenTelemetry SDK for Java, configured by `OTEL_*` variables alone: a
/// request that came from elsewhere, with a nested call that fails and attributes of every type.
/// Prints its spans for {@link ReportedSpans}.
final class JavaApplication {
  private JavaApplication() {}

  public static void main(String[] arguments) throws IOException {
    CollectedSpans collected = new CollectedSpans();
    AutoConfiguredOpenTelemetrySdk configured =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addTracerProviderCustomizer(
                (provider, _) -> provider.addSpanProcessor(SimpleSpanProcessor.create(collected)))
            .build();
    trade(configured.getOpenTelemetrySdk());
    configured.getOpenTelemetrySdk().shutdown().join(30, TimeUnit.SECONDS);
    List<SpanData> spans = collected.spans();
    System.out.println(new ObjectMapper().writeValueAsString(SpanReport.of(spans)));
  }

  private static void trade(OpenTelemetry telemetry) {
    Tracer tracer =
        telemetry
            .tracerBuilder("trade")
            .setInstrumentationVersion("0.9.1")
            .setSchemaUrl("https://opentelemetry.io/schemas/1.37.0")
            .build();
    SpanContext caller =
        SpanContext.createFromRemoteParent(
            "0af7651916cd43dd" + String.format("%016x", System.nanoTime()),
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.builder().put("vendor", "one").put("other", "two").build());
    Span request =
        tracer
            .spanBuilder("POST /trades")
            .setParent(Context.root().with(Span.wrap(caller)))
            .setSpanKind(SpanKind.SERVER)
            .addLink(caller, Attributes.of(AttributeKey.stringKey("reason"), "same caller"))
            .setAllAttributes(attributesOfEveryType())
            .startSpan();
    try (Scope _ = request.makeCurrent()) {
      request.addEvent("validated", Attributes.of(AttributeKey.longKey("rules"), 4L));
      settle(tracer);
      request.setStatus(StatusCode.OK);
    } finally {
      request.end();
    }
  }

  private static void settle(Tracer tracer) {
    Span call = tracer.spanBuilder("settle").setSpanKind(SpanKind.CLIENT).startSpan();
    try {
      throw new IllegalStateException("the exchange is closed");
    } catch (IllegalStateException e) {
      call.recordException(e);
      call.setStatus(StatusCode.ERROR, "the exchange is closed");
    } finally {
      call.end();
    }
  }

  private static Attributes attributesOfEveryType() {
    return Attributes.builder()
        .put("text", "größer als 7 – «ça va» 🧶")
        .put("text.empty", "")
        .put("whole", Long.MIN_VALUE)
        .put("whole.beyond.doubles", (1L << 53) + 1)
        .put("real", 0.1)
        .put("real.whole", 2.0)
        .put("truth", true)
        .put("texts", "a", "", "b")
        .put("wholes", 1L, Long.MAX_VALUE)
        .put("reals", 1.5, -0.0)
        .put("truths", true, false)
        .put(AttributeKey.valueKey("raw"), Value.of(new byte[] {0, 1, (byte) 0xff}))
        .put(
            AttributeKey.valueKey("map"),
            Value.of(
                KeyValue.of("inner", Value.of(7L)),
                KeyValue.of("deeper", Value.of(KeyValue.of("leaf", Value.of("x"))))))
        .put(AttributeKey.valueKey("mixed"), Value.of(Value.of("one"), Value.of(2L), Value.empty()))
        .build();
  }
}
