package dev.clew.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.query.trace.TraceReader;
import dev.clew.server.stream.StreamedAnswer;
import dev.clew.store.StoreSnapshot;

/// `GET traces/{id}/spans/{spanId}`: all that is known of one span, as OTLP `TracesData` in JSON.
final class SpanEndpoint implements HttpService {
  private final Questions questions;

  SpanEndpoint(Questions questions) {
    this.questions = questions;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    TraceId trace = TraceId.parse(String.valueOf(context.pathParam("id")));
    SpanId span = SpanId.parse(String.valueOf(context.pathParam("spanId")));
    return StreamedAnswer.ok(
        context,
        MediaType.JSON,
        out -> {
          try (StoreSnapshot snapshot = questions.snapshot()) {
            TraceReader reader =
                questions
                    .engine()
                    .spans(
                        snapshot,
                        trace.high(),
                        trace.low(),
                        span.value(),
                        questions.allOfTime(context))
                    .orElseThrow(() -> unknown(trace, span));
            TraceEndpoint.writeJson(reader, out);
          }
        },
        ApiErrors::answer);
  }

  private static ApiException unknown(TraceId trace, SpanId span) {
    return new ApiException(
        HttpStatus.NOT_FOUND, "no span " + span + " of trace " + trace + " is stored");
  }
}
