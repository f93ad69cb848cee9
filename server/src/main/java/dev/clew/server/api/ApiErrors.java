package dev.clew.server.api;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.clew.query.read.QueryException;
import dev.clew.server.json.JsonText;
import dev.clew.server.storage.StoreUnavailableException;
import dev.clew.traceql.TraceQlException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what went wrong into the error answer of the API: `{"error": {status, message}}`, for a
/// fault in a query's text also where it is.
final class ApiErrors {
  private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

  private ApiErrors() {}

  static HttpResponse answer(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          answer(wrapped.getCause());
      case TraceQlException e -> traceQl(e);
      case ApiException e -> error(e.status(), e.getMessage());
      case QueryException e -> error(statusOf(e.kind()), e.getMessage());
      case StoreUnavailableException e -> error(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
      default -> {
        LOG.error("a request failed", failure);
        yield error(HttpStatus.INTERNAL_SERVER_ERROR, "internal error: " + failure);
      }
    };
  }

  private static HttpStatus statusOf(QueryException.Kind kind) {
    return switch (kind) {
      case INVALID_QUERY, UNSUPPORTED -> HttpStatus.BAD_REQUEST;
      case LIMIT_EXCEEDED -> HttpStatus.UNPROCESSABLE_ENTITY;
      case CANCELLED -> HttpStatus.SERVICE_UNAVAILABLE;
    };
  }

  private static HttpResponse error(HttpStatus status, @Nullable String message) {
    return HttpResponse.of(
        status,
        MediaType.JSON,
        JsonText.object(
            json -> {
              json.writeObjectFieldStart("error");
              json.writeNumberField("status", status.code());
              json.writeStringField("message", String.valueOf(message));
              json.writeEndObject();
            }));
  }

  private static HttpResponse traceQl(TraceQlException e) {
    return HttpResponse.of(
        HttpStatus.BAD_REQUEST,
        MediaType.JSON,
        JsonText.object(
            json -> {
              json.writeObjectFieldStart("error");
              json.writeNumberField("status", HttpStatus.BAD_REQUEST.code());
              json.writeStringField("message", String.valueOf(e.getMessage()));
              json.writeNumberField("offset", e.offset());
              json.writeNumberField("length", e.length());
              json.writeNumberField("line", e.line());
              json.writeNumberField("column", e.column());
              json.writeEndObject();
            }));
  }
}
