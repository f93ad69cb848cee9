package dev.clew.instrumentation.spi;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header of AWS X-Ray, as the propagator `xray`.
///
/// It reads and writes `X-Amzn-Trace-Id: Root=1-<8 hex>-<24 hex>;Parent=<16 hex>;Sampled=<0 or 1>`,
/// whose two parts of the root make up the trace id. Without a decision in the header the trace is
/// not kept.
///
/// ```
/// OTEL_PROPAGATORS=tracecontext,xray
/// ```
public final class XRayPropagator implements TextMapPropagator, ConfigurablePropagatorProvider {
  private static final String HEADER = "X-Amzn-Trace-Id";

  /// Longer ones are no X-Ray headers.
  private static final int LIMIT = 1024;

  /// For the SDK, which finds it by its name.
  public XRayPropagator() {}

  @Override
  public String getName() {
    return "xray";
  }

  @Override
  public TextMapPropagator getPropagator(ConfigProperties config) {
    return this;
  }

  @Override
  public Collection<String> fields() {
    return List.of(HEADER);
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    SpanContext span = Span.fromContext(context).getSpanContext();
    if (span.isValid()) {
      setter.set(
          carrier,
          HEADER,
          "Root=1-%s-%s;Parent=%s;Sampled=%d"
              .formatted(
                  span.getTraceId().substring(0, 8),
                  span.getTraceId().substring(8),
                  span.getSpanId(),
                  span.isSampled() ? 1 : 0));
    }
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    String header = getter.get(carrier, HEADER);
    if (header == null || header.length() > LIMIT) {
      return context;
    }
    String traceId = "";
    String parent = "";
    boolean sampled = false;
    for (String part : header.split(";", -1)) {
      String text = part.strip();
      if (text.matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}")) {
        traceId = text.substring(7, 15) + text.substring(16);
      } else if (text.matches("Parent=[0-9a-f]{16}")) {
        parent = text.substring(7);
      } else if (text.equals("Sampled=1")) {
        sampled = true;
      }
    }
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            traceId,
            parent,
            sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
            TraceState.getDefault());
    return remote.isValid() ? context.with(Span.wrap(remote)) : context;
  }
}
