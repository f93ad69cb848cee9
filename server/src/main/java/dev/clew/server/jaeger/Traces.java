package dev.clew.server.jaeger;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.model.SpanBatch;
import dev.clew.query.Operation;
import dev.clew.query.QueryBounds;
import dev.clew.query.SearchRequest;
import dev.clew.query.TraceMatch;
import dev.clew.query.read.TimeWindow;
import dev.clew.query.trace.TraceReader;
import dev.clew.server.api.Questions;
import dev.clew.store.StoreSnapshot;
import java.io.IOException;
import java.util.List;

/// What both families ask of the store. The caller closes the snapshot.
record Traces(Questions questions) {
  /// Takes the spans of a trace part by part.
  @FunctionalInterface
  interface Sink {
    void write(SpanBatch batch) throws IOException;
  }

  StoreSnapshot snapshot() {
    return questions.snapshot();
  }

  List<String> services(ServiceRequestContext context, StoreSnapshot snapshot) {
    return questions.engine().services(snapshot, questions.allOfTime(context)).stream()
        .filter(name -> !name.isEmpty())
        .toList();
  }

  List<Operation> operations(
      ServiceRequestContext context, StoreSnapshot snapshot, String service) {
    return questions.engine().operations(snapshot, service, null, questions.allOfTime(context));
  }

  List<TraceMatch> search(
      ServiceRequestContext context, StoreSnapshot snapshot, TraceSearch search) {
    TimeWindow window = new TimeWindow(search.startNanos(), search.endNanos());
    QueryBounds bounds = questions.within(context, window);
    SearchRequest request = new SearchRequest(search.form().toQuery(), search.limit(), 0, bounds);
    return questions.engine().search(snapshot, request).traces();
  }

  /// A reader of a trace's spans.
  ///
  /// @throws NotFoundException where none is stored
  TraceReader trace(
      ServiceRequestContext context, StoreSnapshot snapshot, long idHigh, long idLow) {
    return questions
        .engine()
        .trace(snapshot, idHigh, idLow, questions.allOfTime(context))
        .orElseThrow(() -> new NotFoundException("trace not found"));
  }

  static void copy(TraceReader reader, Sink sink) throws IOException {
    for (SpanBatch batch = reader.next(); batch != null; batch = reader.next()) {
      sink.write(batch);
    }
  }
}
