package dev.clew.server.wiring;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import org.jspecify.annotations.Nullable;

/// Answers requests outside of the base path, where no service is: the root leads to the page, for
/// people who know only the host; all else is not found, and is told where everything lies.
///
/// @param basePath such as `/clew`
record OutsideBasePath(String basePath) implements ServerErrorHandler {
  @Override
  public @Nullable HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    return null;
  }

  @Override
  public @Nullable AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig service,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    if (context == null
        || !status.equals(HttpStatus.NOT_FOUND)
        || context.path().startsWith(basePath + "/")) {
      return null;
    }
    HttpMethod method = context.method();
    if (context.path().equals("/") && (method == HttpMethod.GET || method == HttpMethod.HEAD)) {
      return AggregatedHttpResponse.of(
          ResponseHeaders.of(HttpStatus.FOUND, HttpHeaderNames.LOCATION, basePath + "/"));
    }
    return AggregatedHttpResponse.of(
        HttpStatus.NOT_FOUND,
        MediaType.PLAIN_TEXT_UTF_8,
        "there is nothing at '%s', everything lies below '%s/'",
        context.path(),
        basePath);
  }
}
