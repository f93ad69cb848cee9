package dev.clew.instrumentation.spi;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A propagator that leaves the parent alone which one before it in the list has found.
///
/// OpenTelemetry asks the propagators one after the other, and by itself the last valid parent
/// would win. Here the first does; that another names a different one is counted, and said in debug
/// mode.
///
/// @param name its headers, for messages
record FirstWins(String name, TextMapPropagator propagator) implements TextMapPropagator {
  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");

  /// The parent that was found while these headers were read.
  private static final ContextKey<SpanContext> FOUND = ContextKey.named("clew-found-parent");

  private static final LongAdder CONFLICTS = new LongAdder();

  @Override
  public Collection<String> fields() {
    return propagator.fields();
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    propagator.inject(context, carrier, setter);
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    SpanContext before = Span.fromContext(context).getSpanContext();
    Context extracted = propagator.extract(context, carrier, getter);
    SpanContext after = Span.fromContext(extracted).getSpanContext();
    boolean found = before.isValid() && before.equals(context.get(FOUND));
    if (!found) {
      return after.isValid() && !after.equals(before) ? extracted.with(FOUND, after) : extracted;
    }
    if (!after.getTraceId().equals(before.getTraceId())
        || !after.getSpanId().equals(before.getSpanId())) {
      CONFLICTS.increment();
      DebugMode.say(
          LOGGER,
          () ->
              "%s names the parent %s-%s, and a propagator before it %s-%s, which counts; conflicts so far: %d"
                  .formatted(
                      name,
                      after.getTraceId(),
                      after.getSpanId(),
                      before.getTraceId(),
                      before.getSpanId(),
                      CONFLICTS.sum()));
    }
    return extracted.with(Span.fromContext(context));
  }
}
