package dev.clew.server.otlp;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// OTLP/HTTP: `POST /v1/traces` and, for clients whose endpoint lacks the path, `POST /`.
final class OtlpHttpService implements HttpService {
  static final String PATH = "/v1/traces";

  private final SpanIntake intake;
  private final OtlpMetrics metrics;
  private final int maxBytes;

  /// @param maxBytes the largest message, compressed and not
  OtlpHttpService(SpanIntake intake, OtlpMetrics metrics, int maxBytes) {
    this.intake = intake;
    this.metrics = metrics;
    this.maxBytes = maxBytes;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    BodyFormat format = BodyFormat.of(request.contentType());
    BodyFormat answerFormat = format == null ? BodyFormat.JSON : format;
    String codingName = request.headers().get(HttpHeaderNames.CONTENT_ENCODING);
    ContentCoding coding = ContentCoding.named(codingName);
    RefusedException refused = refusal(context, request, format);
    if (refused == null && coding == null) {
      refused =
          new RefusedException(
              Refusal.CODING,
              "unknown content-encoding '" + codingName + "', known are " + ContentCoding.KNOWN);
    }
    if (refused != null || format == null || coding == null) {
      return HttpResponse.of(drained(request, refused(refused, answerFormat)));
    }
    InFlightBytes inFlight = intake.inFlight();
    InFlightBytes.Reservation reservation = inFlight.open();
    return HttpResponse.of(
        RequestBody.read(context, request, maxBytes, inFlight, reservation)
            .thenCompose(
                body -> {
                  metrics.received(OtlpMetrics.HTTP, body.length());
                  return intake.take(body, coding, format, maxBytes, reservation);
                })
            .handle(
                (taken, failure) -> {
                  reservation.close();
                  return failure == null
                      ? taken(taken, format)
                      : refused(Failures.refusal(failure), format);
                }));
  }

  private static @Nullable RefusedException refusal(
      ServiceRequestContext context, HttpRequest request, @Nullable BodyFormat format) {
    String path = context.path();
    if (!path.equals(PATH) && !path.equals("/")) {
      return new RefusedException(
          Refusal.PATH, "no such path '" + path + "': this door takes traces, by POST " + PATH);
    }
    if (request.method() != HttpMethod.POST) {
      return new RefusedException(
          Refusal.METHOD,
          "method " + request.method() + " is not taken here, send OTLP by POST " + PATH);
    }
    if (format == null) {
      return new RefusedException(
          Refusal.TYPE,
          "unknown content-type '"
              + request.headers().get(HttpHeaderNames.CONTENT_TYPE, "")
              + "', send application/x-protobuf or application/json");
    }
    return null;
  }

  private HttpResponse taken(SpanIntake.Taken taken, BodyFormat format) {
    metrics.taken(OtlpMetrics.HTTP, taken);
    return HttpResponse.of(
        HttpStatus.OK,
        format.contentType(),
        HttpData.wrap(ExportResponse.write(taken.result(), format)));
  }

  private HttpResponse refused(@Nullable RefusedException exception, BodyFormat format) {
    if (exception == null) {
      throw new IllegalStateException("a refusal has a reason");
    }
    Refusal refusal = exception.refusal();
    metrics.refused(OtlpMetrics.HTTP, refusal);
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(refusal.httpStatus()).contentType(format.contentType());
    if (refusal.isRetryable()) {
      headers.setInt(HttpHeaderNames.RETRY_AFTER, RefusedException.RETRY_SECONDS);
    }
    if (refusal == Refusal.METHOD) {
      headers.set(HttpHeaderNames.ALLOW, "POST");
    }
    byte[] body =
        switch (format) {
          case PROTOBUF -> RpcStatus.protobuf(refusal, exception.getMessage());
          case JSON -> RpcStatus.json(refusal, exception.getMessage());
        };
    return HttpResponse.of(headers.build(), HttpData.wrap(body));
  }

  /// Answers once a small body has been read, so that the sender is not cut off while it writes.
  private static CompletableFuture<HttpResponse> drained(
      HttpRequest request, HttpResponse response) {
    if (request.headers().contentLength() > 1 << 20) {
      request.abort();
      return CompletableFuture.completedFuture(response);
    }
    return request.subscribe().handle((_, _) -> response);
  }
}
