package dev.clew.instrumentation.spi;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
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

/// Datadog's headers, as the propagator `datadog`.
///
/// Trace and parent ids are unsigned decimal numbers of 64 bits; the upper half of a trace id
/// stands in `x-datadog-tags` as `_dd.p.tid`, in hex. A sampling priority above 0 keeps the trace;
/// where it is missing, the trace is kept, as Datadog's tracers do.
///
/// ```
/// OTEL_PROPAGATORS=datadog,tracecontext
/// ```
public final class DatadogPropagator implements TextMapPropagator, ConfigurablePropagatorProvider {
  private static final String TRACE = "x-datadog-trace-id";
  private static final String PARENT = "x-datadog-parent-id";
  private static final String PRIORITY = "x-datadog-sampling-priority";
  private static final String TAGS = "x-datadog-tags";
  private static final String HIGH = "_dd.p.tid=";

  /// For the SDK, which finds it by its name.
  public DatadogPropagator() {}

  @Override
  public String getName() {
    return "datadog";
  }

  @Override
  public TextMapPropagator getPropagator(ConfigProperties config) {
    return this;
  }

  @Override
  public Collection<String> fields() {
    return List.of(TRACE, PARENT, PRIORITY, TAGS);
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    SpanContext span = Span.fromContext(context).getSpanContext();
    if (!span.isValid()) {
      return;
    }
    String high = span.getTraceId().substring(0, 16);
    long low = Long.parseUnsignedLong(span.getTraceId().substring(16), 16);
    setter.set(carrier, TRACE, Long.toUnsignedString(low));
    setter.set(
        carrier, PARENT, Long.toUnsignedString(Long.parseUnsignedLong(span.getSpanId(), 16)));
    setter.set(carrier, PRIORITY, span.isSampled() ? "1" : "0");
    if (!high.equals("0000000000000000")) {
      setter.set(carrier, TAGS, HIGH + high);
    }
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    Long low = number(getter.get(carrier, TRACE));
    Long parent = number(getter.get(carrier, PARENT));
    if (low == null || parent == null || parent == 0) {
      return context;
    }
    String traceId = TraceId.fromLongs(high(getter.get(carrier, TAGS)), low);
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            traceId,
            SpanId.fromLong(parent),
            isKept(getter.get(carrier, PRIORITY))
                ? TraceFlags.getSampled()
                : TraceFlags.getDefault(),
            TraceState.getDefault());
    return remote.isValid() ? context.with(Span.wrap(remote)) : context;
  }

  private static @Nullable Long number(@Nullable String text) {
    if (text == null || !text.matches("[0-9]{1,20}")) {
      return null;
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      return null; // twenty digits may be more than 64 bits
    }
  }

  /// 0 where the tags have no upper half, or none that is valid.
  private static long high(@Nullable String tags) {
    if (tags == null || tags.length() > 512) {
      return 0;
    }
    for (String tag : tags.split(",", -1)) {
      String text = tag.strip();
      if (text.startsWith(HIGH) && text.substring(HIGH.length()).matches("[0-9a-f]{16}")) {
        return Long.parseUnsignedLong(text.substring(HIGH.length()), 16);
      }
    }
    return 0;
  }

  private static boolean isKept(@Nullable String priority) {
    return priority == null || !priority.strip().matches("0|-[0-9]+");
  }
}
