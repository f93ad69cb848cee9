package dev.clew.instrumentation.redis;

import dev.clew.instrumentation.Instrumentations;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.Instrumenter;
import io.opentelemetry.instrumentation.api.instrumenter.SpanKindExtractor;
import org.jspecify.annotations.Nullable;

/// Makes the spans of commands, from the moment an OpenTelemetry is set.
final class RedisSpans {
  /// The instrumentation scope of spans and metrics.
  static final String SCOPE = "dev.clew.instrumentation.redis";

  private final RedisTracing options;
  private volatile @Nullable Instrumenter<RedisCall, RedisCall> instrumenter;
  private volatile boolean enabled;

  RedisSpans(RedisTracing options) {
    this.options = options;
  }

  RedisTracing options() {
    return options;
  }

  /// Starts a call's span.
  ///
  /// A call that waits for another client begins a trace of its own, linked with the span it was
  /// made in: that one's trace would otherwise be as long as nobody has anything to do.
  ///
  /// @return the context that it is in; null where it is not to have one
  @Nullable Context start(Context parent, RedisCall call) {
    try {
      Instrumenter<RedisCall, RedisCall> spans = instrumenter();
      if (spans == null || !spans.shouldStart(parent, call)) {
        return null;
      }
      if (!call.isBlocking()) {
        return call.in(spans.start(parent, call));
      }
      SpanContext caller = Span.fromContext(parent).getSpanContext();
      if (caller.isValid()) {
        call.caller(caller);
      }
      return call.in(spans.start(parent.with(Span.getInvalid()), call));
    } catch (RuntimeException e) {
      Instrumentations.failed("beginning the span of '" + call.operation() + "'", e);
      return null;
    }
  }

  /// Ends the span that was started.
  void end(Context context, RedisCall call, @Nullable Throwable error) {
    Instrumenter<RedisCall, RedisCall> spans = instrumenter;
    if (spans == null) {
      return;
    }
    try {
      spans.end(context, call, call, error);
    } catch (RuntimeException e) {
      Instrumentations.failed("ending the span of '" + call.operation() + "'", e);
    }
  }

  /// Whether spans are made at all.
  boolean isOn() {
    try {
      return instrumenter() != null && enabled;
    } catch (RuntimeException e) {
      Instrumentations.failed("initialising the spans of Redis", e);
      return false;
    }
  }

  private @Nullable Instrumenter<RedisCall, RedisCall> instrumenter() {
    Instrumenter<RedisCall, RedisCall> known = instrumenter;
    if (known != null) {
      return known;
    }
    OpenTelemetry openTelemetry = options.openTelemetry();
    return openTelemetry == null ? null : make(openTelemetry);
  }

  private synchronized Instrumenter<RedisCall, RedisCall> make(OpenTelemetry openTelemetry) {
    Instrumenter<RedisCall, RedisCall> known = instrumenter;
    if (known != null) {
      return known;
    }
    enabled = Instrumentations.isEnabled("redis");
    Instrumenter<RedisCall, RedisCall> made =
        Instrumenter.<RedisCall, RedisCall>builder(openTelemetry, SCOPE, this::nameOf)
            .addAttributesExtractor(new RedisAttributes(options))
            .addSpanLinksExtractor(
                (links, parent, call) -> {
                  SpanContext caller = call.caller();
                  if (caller != null) {
                    links.addLink(caller);
                  }
                })
            .setEnabled(enabled)
            .buildInstrumenter(SpanKindExtractor.alwaysClient());
    instrumenter = made;
    return made;
  }

  private String nameOf(RedisCall call) {
    try {
      return options.names().name(call.operation(), call.keyPattern());
    } catch (RuntimeException e) {
      Instrumentations.failed("naming the span of '" + call.operation() + "'", e);
      return call.operation();
    }
  }
}
