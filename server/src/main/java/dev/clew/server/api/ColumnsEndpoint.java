package dev.clew.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.query.trace.TraceDrawing;
import dev.clew.server.stream.StreamedAnswer;
import dev.clew.store.StoreSnapshot;

/// `GET traces/{id}/columns`: what is needed to draw a trace, in binary columns; see {@link
/// TraceColumnsAnswer}.
final class ColumnsEndpoint implements HttpService {
  /// The media type of `docs/columns.md`.
  static final MediaType TYPE = MediaType.create("application", "vnd.clew.columns");

  private final Questions questions;

  ColumnsEndpoint(Questions questions) {
    this.questions = questions;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return StreamedAnswer.ok(
        context,
        TYPE,
        out -> {
          TraceId id = TraceId.parse(String.valueOf(context.pathParam("id")));
          try (StoreSnapshot snapshot = questions.snapshot()) {
            TraceDrawing drawing =
                questions
                    .engine()
                    .drawing(snapshot, id.high(), id.low(), questions.allOfTime(context))
                    .orElseThrow(() -> TraceEndpoint.unknown(id));
            TraceColumnsAnswer.of(drawing).write(out);
          }
        },
        ApiErrors::answer);
  }
}
