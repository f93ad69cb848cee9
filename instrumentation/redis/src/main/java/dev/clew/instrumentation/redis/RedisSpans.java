package dev.clew.instrumentation.redis;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.Instrumenter;
import io.opentelemetry.instrumentation.api.instrumenter.SpanKindExtractor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Makes the spans of commands, from the moment an OpenTelemetry is set.
final class RedisSpans {
  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");

  private final RedisTracing options;
  private volatile @Nullable Instrumenter<RedisCall, RedisCall> instrumenter;

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
  }

  /// Ends the span that was started.
  void end(Context context, RedisCall call, @Nullable Throwable error) {
    Instrumenter<RedisCall, RedisCall> spans = instrumenter;
    if (spans != null) {
      spans.end(context, call, call, error);
    }
  }

  private @Nullable Instrumenter<RedisCall, RedisCall> instrumenter() {
    Instrumenter<RedisCall, RedisCall> known = instrumenter;
    if (known != null) {
      return known;
    }
    OpenTelemetry openTelemetry = options.openTelemetry();
    if (openTelemetry == null) {
      return null;
    }
    Instrumenter<RedisCall, RedisCall> made =
        Instrumenter.<RedisCall, RedisCall>builder(
                openTelemetry, "dev.clew.instrumentation.redis", this::nameOf)
            .addAttributesExtractor(new RedisAttributes(options))
            .addSpanLinksExtractor(
                (links, parent, call) -> {
                  SpanContext caller = call.caller();
                  if (caller != null) {
                    links.addLink(caller);
                  }
                })
            .buildInstrumenter(SpanKindExtractor.alwaysClient());
    instrumenter = made;
    return made;
  }

  private String nameOf(RedisCall call) {
    try {
      return options.names().name(call.operation(), call.keyPattern());
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "naming the span of '" + call.operation() + "' failed", e);
      return call.operation();
    }
  }
}
