package dev.clew.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.model.TraceIds;
import dev.clew.query.SearchRequest;
import dev.clew.query.SearchResult;
import dev.clew.query.SpanMatch;
import dev.clew.query.TraceMatch;
import dev.clew.query.TraceOrder;
import dev.clew.query.read.QueryStatistics;
import dev.clew.query.trace.ServiceCount;
import dev.clew.query.trace.TraceSummary;
import dev.clew.server.json.JsonText;
import dev.clew.store.StoreSnapshot;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Static;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `GET search`: the traces with a span that a TraceQL query matches, the newest or the
/// longest of them.
final class Search implements JsonEndpoint.Question {
  static final Set<String> PARAMETERS = Set.of("q", "start", "end", "limit", "spss", "order");

  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 10_000;
  private static final int DEFAULT_SPANS = 3;
  private static final int MAX_SPANS = 1000;

  private final Questions questions;

  Search(Questions questions) {
    this.questions = questions;
  }

  @Override
  public JsonText.Fields ask(
      ServiceRequestContext context, Parameters parameters, StoreSnapshot snapshot) {
    SearchRequest request =
        new SearchRequest(
            parameters.queryOrEverything(),
            parameters.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT),
            parameters.number("spss", DEFAULT_SPANS, 0, MAX_SPANS),
            parameters.choice("order", TraceOrder.class, TraceOrder.START),
            questions.within(context, parameters.window()));
    SearchResult result = questions.engine().search(snapshot, request);
    return json -> {
      json.writeStringField("order", Parameters.word(request.order()));
      write(result, json);
    };
  }

  private static void write(SearchResult result, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("traces");
    for (TraceMatch match : result.traces()) {
      json.writeStartObject();
      summary(match.trace(), json);
      json.writeNumberField("matched", match.matched());
      json.writeArrayFieldStart("spans");
      for (SpanMatch span : match.spans()) {
        span(span, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("limitReached", result.limitReached());
    statistics(result.statistics(), json);
  }

  private static void summary(TraceSummary trace, JsonGenerator json) throws IOException {
    json.writeStringField("traceId", trace.traceId());
    if (trace.rootService() != null) {
      json.writeStringField("rootService", trace.rootService());
    }
    if (trace.rootName() != null) {
      json.writeStringField("rootName", trace.rootName());
    }
    json.writeStringField("startTimeUnixNano", Long.toUnsignedString(trace.startNanos()));
    json.writeStringField("durationNanos", String.valueOf(trace.durationNanos()));
    json.writeNumberField("spanCount", trace.spanCount());
    json.writeNumberField("errorCount", trace.errorCount());
    json.writeNumberField("orphanCount", trace.orphanCount());
    json.writeArrayFieldStart("services");
    for (ServiceCount service : biggestFirst(trace.services())) {
      json.writeStartObject();
      json.writeStringField("name", service.service());
      json.writeNumberField("spans", service.spans());
      json.writeNumberField("errors", service.errors());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static List<ServiceCount> biggestFirst(List<ServiceCount> services) {
    return services.stream()
        .sorted(
            Comparator.comparingInt(ServiceCount::spans)
                .reversed()
                .thenComparing(ServiceCount::service))
        .toList();
  }

  private static void span(SpanMatch span, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("spanId", TraceIds.spanId(span.spanId()));
    json.writeStringField("name", span.name());
    json.writeStringField("service", span.service());
    json.writeStringField("startTimeUnixNano", Long.toUnsignedString(span.startNanos()));
    json.writeStringField("durationNanos", String.valueOf(span.durationNanos()));
    json.writeArrayFieldStart("fields");
    for (Map.Entry<Expression, List<Static>> field : span.fields().entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", field.getKey().toString());
      json.writeArrayFieldStart("values");
      for (Static value : field.getValue()) {
        StaticJson.write(value, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static void statistics(QueryStatistics cost, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("statistics");
    json.writeNumberField("inspectedSpans", cost.inspectedSpans());
    json.writeNumberField("inspectedTraces", cost.inspectedTraces());
    json.writeNumberField("inspectedBytes", cost.inspectedBytes());
    json.writeNumberField("readSegments", cost.readSegments());
    json.writeNumberField("prunedSegments", cost.prunedSegments());
    json.writeNumberField("skippedSegments", cost.skippedSegments());
    json.writeEndObject();
  }
}
