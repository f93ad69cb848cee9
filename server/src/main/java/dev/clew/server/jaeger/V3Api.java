package dev.clew.server.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.model.TraceIds;
import dev.clew.model.otlp.OtlpJsonEncoder;
import dev.clew.query.Operation;
import dev.clew.query.TraceMatch;
import dev.clew.server.stream.StreamedAnswer;
import dev.clew.store.StoreSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Jaeger's API v3 over HTTP: spans as OTLP/JSON, summaries for search results.
final class V3Api {
  private final Traces traces;

  V3Api(Traces traces) {
    this.traces = traces;
  }

  void addTo(ServerBuilder server) {
    route(server, "/api/v3/services", this::services);
    route(server, "/api/v3/operations", this::operations);
    route(server, "/api/v3/traces", this::search);
    route(server, "/api/v3/trace-summaries", this::summaries);
    route(server, "/api/v3/traces/{id}", this::trace);
  }

  private interface Answer {
    void write(ServiceRequestContext context, OutputStream out) throws IOException;
  }

  private static void route(ServerBuilder server, String path, Answer answer) {
    server
        .route()
        .get(path)
        .build(
            (context, _) ->
                StreamedAnswer.ok(
                    context,
                    MediaType.JSON,
                    out -> answer.write(context, out),
                    failure -> failed(Failure.of(failure))));
  }

  private static Parameters parameters(ServiceRequestContext context) {
    return new Parameters(context.queryParams());
  }

  private static HttpResponse failed(Failure failure) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = AnswerJson.FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart("error");
      json.writeNumberField("httpCode", failure.status());
      json.writeStringField("message", failure.message());
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter throws none
    }
    return HttpResponse.of(HttpStatus.valueOf(failure.status()), MediaType.JSON, text.toString());
  }

  private void services(ServiceRequestContext context, OutputStream out) throws IOException {
    try (StoreSnapshot snapshot = traces.snapshot();
        JsonGenerator json = AnswerJson.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("services");
      for (String service : traces.services(context, snapshot)) {
        json.writeString(service);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void operations(ServiceRequestContext context, OutputStream out) throws IOException {
    Parameters parameters = parameters(context);
    String service = parameters.required("service");
    String kind = parameters.text("spanKind", "span_kind");
    try (StoreSnapshot snapshot = traces.snapshot();
        JsonGenerator json = AnswerJson.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("operations");
      for (Operation operation : traces.operations(context, snapshot, service)) {
        String word = SpanKinds.text(operation.kind());
        String shown = word.isEmpty() ? "internal" : word;
        if (kind == null || kind.equals(shown)) {
          json.writeStartObject();
          json.writeStringField("name", operation.name());
          json.writeStringField("spanKind", shown);
          json.writeEndObject();
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void search(ServiceRequestContext context, OutputStream out) throws IOException {
    TraceSearch search = V3Parameters.search(parameters(context));
    try (StoreSnapshot snapshot = traces.snapshot()) {
      List<TraceMatch> matches = traces.search(context, snapshot, search);
      if (matches.isEmpty()) {
        throw new NotFoundException("no traces found");
      }
      result(
          out,
          document -> {
            for (TraceMatch match : matches) {
              long high = match.trace().traceIdHigh();
              long low = match.trace().traceIdLow();
              Traces.copy(traces.trace(context, snapshot, high, low), document::write);
            }
          });
    }
  }

  private void trace(ServiceRequestContext context, OutputStream out) throws IOException {
    String id = Parameters.traceId(Objects.requireNonNull(context.pathParam("id")));
    try (StoreSnapshot snapshot = traces.snapshot()) {
      var reader = traces.trace(context, snapshot, TraceIds.high(id), TraceIds.low(id));
      result(out, document -> Traces.copy(reader, document::write));
    }
  }

  private interface Document {
    void write(OtlpJsonEncoder document) throws IOException;
  }

  private static void result(OutputStream out, Document content) throws IOException {
    out.write("{\"result\":".getBytes(StandardCharsets.US_ASCII));
    OtlpJsonEncoder document = new OtlpJsonEncoder(out);
    document.begin();
    content.write(document);
    document.end();
    out.write('}');
  }

  private void summaries(ServiceRequestContext context, OutputStream out) throws IOException {
    TraceSearch search = V3Parameters.search(parameters(context));
    try (StoreSnapshot snapshot = traces.snapshot()) {
      List<TraceMatch> matches = traces.search(context, snapshot, search);
      try (JsonGenerator json = AnswerJson.FACTORY.createGenerator(out)) {
        json.writeStartObject();
        json.writeArrayFieldStart("summaries");
        for (TraceMatch match : matches) {
          V3Summary.write(json, match.trace());
        }
        json.writeEndArray();
        json.writeEndObject();
      }
    }
  }
}
