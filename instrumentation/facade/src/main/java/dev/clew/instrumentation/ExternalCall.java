package dev.clew.instrumentation;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// The span of a call to a service of others.
final class ExternalCall implements SpanEnd {
  private static final int FIRST_ERROR = 400;

  private ExternalCall() {}

  static SpanCall start(
      ClewTracer tracer,
      OperationNames names,
      String service,
      String method,
      String endpoint,
      @Nullable Object[] attributes) {
    SpanCall call =
        SpanCall.start(
            tracer,
            names.external(method, service, endpoint),
            SpanKind.CLIENT,
            new ExternalCall(),
            "operation.type",
            "external",
            "external.service",
            service,
            "external.endpoint",
            endpoint,
            "peer.service",
            service,
            "http.request.method",
            method,
            AttributePairs.of(attributes));
    call.span().addEvent("external.api.call");
    return call;
  }

  @Override
  public void over(Span span, @Nullable Object result, @Nullable Throwable error) {
    if (error != null) {
      return;
    }
    if (result instanceof HttpResponse<?> response) {
      int status = response.statusCode();
      span.setAttribute("http.response.status_code", (long) status);
      span.addEvent(
          "external.api.response",
          Attributes.of(SemanticAttributes.HTTP_RESPONSE_STATUS_CODE, (long) status));
      if (status >= FIRST_ERROR) {
        span.setStatus(StatusCode.ERROR).setAttribute("error.type", Integer.toString(status));
      }
    } else {
      span.addEvent("external.api.response");
    }
  }
}
