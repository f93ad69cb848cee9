package dev.clew.instrumentation.spi;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header `x-request-id`, as the propagator `xrequestid`.
///
/// It never makes a parent. The id goes on to the services that are called, and the first span of
/// each service has it as `correlation.id`.
///
/// ```
/// OTEL_PROPAGATORS=tracecontext,baggage,xrequestid
/// ```
public final class RequestIdPropagator
    implements TextMapPropagator, ConfigurablePropagatorProvider {
  private static final String HEADER = "x-request-id";
  private static final ContextKey<String> ID = ContextKey.named("clew-request-id");

  /// For the SDK, which finds it by its name.
  public RequestIdPropagator() {}

  @Override
  public String getName() {
    return "xrequestid";
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
    String id = context.get(ID);
    if (id != null) {
      setter.set(carrier, HEADER, id);
    }
  }

  /// One that is longer than 200 characters or not of printable ASCII is left out.
  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    String id = getter.get(carrier, HEADER);
    return id != null && id.matches("[!-~]{1,200}") ? context.with(ID, id) : context;
  }

  /// Gives the id to the first span of this service.
  static final class Attribute implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
      String id = parent.get(ID);
      boolean first = !Span.fromContext(parent).isRecording();
      if (id != null && first) {
        span.setAttribute("correlation.id", id);
      }
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
      return false;
    }
  }
}
