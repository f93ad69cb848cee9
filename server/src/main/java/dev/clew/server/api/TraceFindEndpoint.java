package dev.clew.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.query.FoundSpans;
import dev.clew.query.QueryBounds;
import dev.clew.query.QueryEngine;
import dev.clew.query.text.TextQuery;
import dev.clew.server.stream.StreamedAnswer;
import dev.clew.store.StoreSnapshot;
import dev.clew.traceql.Query;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `GET traces/{id}/search`: the spans of a trace that a TraceQL filter matches, or that a text is
/// found in, as binary columns with the one column `span_id`.
final class TraceFindEndpoint implements HttpService {
  private static final Set<String> PARAMETERS = Set.of("q", "text");

  private final Questions questions;

  TraceFindEndpoint(Questions questions) {
    this.questions = questions;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters given = new Parameters(context.queryParams(), PARAMETERS);
    TraceId id = TraceId.parse(String.valueOf(context.pathParam("id")));
    Query filter = given.query();
    String text = given.text("text");
    if ((filter == null) == (text == null)) {
      throw ApiException.badRequest("one of the parameters 'q' and 'text' must be given");
    }
    Question question = question(filter, text);
    return StreamedAnswer.ok(
        context,
        ColumnsEndpoint.TYPE,
        out -> {
          try (StoreSnapshot snapshot = questions.snapshot()) {
            FoundSpans found =
                question
                    .ask(questions.engine(), snapshot, id, questions.allOfTime(context))
                    .orElseThrow(() -> TraceEndpoint.unknown(id));
            TraceColumnsAnswer.of(found).write(out);
          }
        },
        ApiErrors::answer);
  }

  private static Question question(@Nullable Query filter, @Nullable String text) {
    if (filter != null) {
      return (engine, snapshot, id, bounds) ->
          engine.find(snapshot, id.high(), id.low(), filter, bounds);
    }
    TextQuery words = TextQuery.parse(String.valueOf(text));
    return (engine, snapshot, id, bounds) ->
        engine.find(snapshot, id.high(), id.low(), words, bounds);
  }

  @FunctionalInterface
  private interface Question {
    Optional<FoundSpans> ask(
        QueryEngine engine, StoreSnapshot snapshot, TraceId id, QueryBounds bounds);
  }
}
