package dev.clew.server.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.query.filter.SpanFilter;
import dev.clew.server.tail.TailHub;
import dev.clew.server.tail.TailListener;
import java.util.Set;

/// `GET tail`: spans that match a query as they arrive, as server-sent events. What a query says of
/// whole traces is asked of the spans that arrive together.
final class TailEndpoint implements HttpService {
  private static final Set<String> PARAMETERS = Set.of("q");

  private final TailHub hub;

  TailEndpoint(TailHub hub) {
    this.hub = hub;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    SpanFilter filter =
        SpanFilter.of(new Parameters(context.queryParams(), PARAMETERS).queryOrEverything());
    context.clearRequestTimeout();
    HttpResponseWriter writer = HttpResponse.streaming();
    writer.write(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.EVENT_STREAM)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build());
    if (!hub.add(new TailListener(filter, writer))) {
      writer.abort();
      throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "too many clients look on already");
    }
    // The headers leave with the first bytes: a client learns by them that it misses nothing from
    // now on.
    writer.write(HttpData.ofUtf8(": listening\n\n"));
    return writer;
  }
}
