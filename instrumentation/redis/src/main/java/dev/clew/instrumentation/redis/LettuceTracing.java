package dev.clew.instrumentation.redis;

import io.lettuce.core.tracing.TraceContext;
import io.lettuce.core.tracing.TraceContextProvider;
import io.lettuce.core.tracing.Tracer;
import io.lettuce.core.tracing.TracerProvider;
import io.lettuce.core.tracing.Tracing;
import io.opentelemetry.context.Context;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/// Makes the spans of Lettuce's commands; a client's resources take it.
///
/// ```java
/// ClientResources resources = ClientResources.builder().tracing(LettuceTracing.create()).build();
/// RedisClient client = RedisClient.create(resources, "redis://localhost:6379");
/// ```
///
/// A command's span begins when it is written to the connection and ends when it is complete,
/// however it was sent. Its parent is the span that is current where the command is called; for
/// reactive commands, where it is subscribed to, unless the subscriber's context has an
/// OpenTelemetry context under the key `otel-trace-context`, as OpenTelemetry's own instrumentation
/// of Reactor puts it there. A command that waits for another client, as `BRPOP` does, has a trace
/// of its own that is linked with that span. What a connection sends to introduce itself has no
/// span, and neither has a command that never finds a connection.
public final class LettuceTracing implements Tracing {
  private static final String REACTOR_KEY = "otel-trace-context";

  private final Tracer tracer;
  private final LettuceEndpoints endpoints = new LettuceEndpoints();

  private LettuceTracing(RedisTracing options) {
    RedisSpans spans = new RedisSpans(options);
    tracer =
        new Tracer() {
          @Override
          public Span nextSpan() {
            return new LettuceSpan(spans, Context.root());
          }

          @Override
          public Span nextSpan(@Nullable TraceContext parent) {
            return new LettuceSpan(
                spans, parent instanceof Parent known ? known.context() : Context.root());
          }
        };
  }

  /// Everything as it is by default.
  ///
  /// ```java
  /// ClientResources.builder().tracing(LettuceTracing.create());
  /// ```
  public static LettuceTracing create() {
    return of(RedisTracing.create());
  }

  /// With choices.
  ///
  /// ```java
  /// LettuceTracing.of(RedisTracing.builder().names(RedisSpanNames.REDIS_DASH).build());
  /// ```
  public static LettuceTracing of(RedisTracing options) {
    return new LettuceTracing(options);
  }

  @Override
  public TracerProvider getTracerProvider() {
    return () -> tracer;
  }

  @Override
  public TraceContextProvider initialTraceContextProvider() {
    return Current.INSTANCE;
  }

  @Override
  public boolean isEnabled() {
    return true;
  }

  /// Whether arguments are shown is chosen in {@link RedisTracing}.
  @Override
  public boolean includeCommandArgsInSpanTags() {
    return false;
  }

  @Override
  public Endpoint createEndpoint(SocketAddress address) {
    return endpoints.of(address);
  }

  private record Parent(Context context) implements TraceContext {}

  private enum Current implements TraceContextProvider {
    INSTANCE;

    @Override
    public TraceContext getTraceContext() {
      return new Parent(Context.current());
    }

    @Override
    public Mono<TraceContext> getTraceContextLater() {
      return Mono.deferContextual(view -> Mono.just(new Parent(of(view))));
    }

    private static Context of(ContextView view) {
      return view.getOrDefault(REACTOR_KEY, null) instanceof Context context
          ? context
          : Context.current();
    }
  }
}
