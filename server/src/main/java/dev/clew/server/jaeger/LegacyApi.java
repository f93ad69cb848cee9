package dev.clew.server.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.model.TraceIds;
import dev.clew.query.Operation;
import dev.clew.query.TraceMatch;
import dev.clew.query.trace.TraceReader;
import dev.clew.server.stream.StreamedAnswer;
import dev.clew.store.StoreSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/// Jaeger's first HTTP API, which its UI used up to 2.20 and much else still does. Every answer
/// stands in an {@link Envelope}.
final class LegacyApi {
  private final Traces traces;
  private final InstantSource clock;

  LegacyApi(Traces traces, InstantSource clock) {
    this.traces = traces;
    this.clock = clock;
  }

  void addTo(ServerBuilder server) {
    route(server, "/api/services", this::services);
    route(server, "/api/operations", this::operations);
    route(server, "/api/services/{service}/operations", this::names);
    route(server, "/api/traces", this::search);
    route(server, "/api/traces/{id}", this::trace);
  }

  private interface Answer {
    void write(ServiceRequestContext context, Parameters parameters, Envelope json)
        throws IOException;
  }

  private static void route(ServerBuilder server, String path, Answer answer) {
    server.route().get(path).build((context, _) -> answer(context, answer));
  }

  private static HttpResponse answer(ServiceRequestContext context, Answer answer) {
    Parameters parameters = new Parameters(context.queryParams());
    boolean pretty = parameters.isTrue("prettyPrint");
    return StreamedAnswer.ok(
        context,
        MediaType.JSON,
        out -> {
          try (Envelope json = new Envelope(out, pretty)) {
            answer.write(context, parameters, json);
          }
        },
        failure -> failed(Failure.of(failure), pretty));
  }

  private static HttpResponse failed(Failure failure, boolean pretty) {
    return HttpResponse.of(
        HttpStatus.valueOf(failure.status()),
        MediaType.PLAIN_TEXT_UTF_8,
        Envelope.error(failure, pretty));
  }

  private void services(ServiceRequestContext context, Parameters none, Envelope json)
      throws IOException {
    try (StoreSnapshot snapshot = traces.snapshot()) {
      List<String> services = traces.services(context, snapshot);
      json.list(services.size(), data -> strings(data, services));
    }
  }

  private void operations(ServiceRequestContext context, Parameters parameters, Envelope json)
      throws IOException {
    String service = parameters.required("service");
    String kind = parameters.text("spanKind");
    List<Operation> operations = new ArrayList<>();
    for (Operation operation : operationsOf(context, service)) {
      if (kind == null || kind.equals(SpanKinds.text(operation.kind()))) {
        operations.add(operation);
      }
    }
    json.list(
        operations.size(),
        data -> {
          for (Operation operation : operations) {
            data.writeStartObject();
            data.writeStringField("name", operation.name());
            data.writeStringField("spanKind", SpanKinds.text(operation.kind()));
            data.writeEndObject();
          }
        });
  }

  private void names(ServiceRequestContext context, Parameters none, Envelope json)
      throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (Operation operation : operationsOf(context, pathParameter(context, "service"))) {
      names.add(operation.name());
    }
    json.list(names.size(), data -> strings(data, names));
  }

  private List<Operation> operationsOf(ServiceRequestContext context, String service) {
    try (StoreSnapshot snapshot = traces.snapshot()) {
      return traces.operations(context, snapshot, service);
    }
  }

  private void search(ServiceRequestContext context, Parameters parameters, Envelope json)
      throws IOException {
    List<String> ids = parameters.all().getAll("traceID");
    if (ids.isEmpty()) {
      found(context, LegacyParameters.search(parameters, nowNanos()), json);
    } else {
      byId(context, ids, json);
    }
  }

  private void found(ServiceRequestContext context, TraceSearch search, Envelope json)
      throws IOException {
    try (StoreSnapshot snapshot = traces.snapshot()) {
      List<TraceMatch> matches = traces.search(context, snapshot, search);
      json.list(
          0,
          data -> {
            for (TraceMatch match : matches) {
              long high = match.trace().traceIdHigh();
              long low = match.trace().traceIdLow();
              write(data, context, snapshot, high, low);
            }
          });
    }
  }

  private void byId(ServiceRequestContext context, List<String> ids, Envelope json)
      throws IOException {
    ids.forEach(Parameters::traceId);
    try (StoreSnapshot snapshot = traces.snapshot()) {
      json.list(
          0,
          data -> {
            for (String id : ids) {
              try {
                write(data, context, snapshot, TraceIds.high(id), TraceIds.low(id));
              } catch (NotFoundException e) {
                json.error(Failure.of(e), id);
              }
            }
          });
    }
  }

  private void trace(ServiceRequestContext context, Parameters none, Envelope json)
      throws IOException {
    String id = Parameters.traceId(pathParameter(context, "id"));
    try (StoreSnapshot snapshot = traces.snapshot()) {
      json.list(0, data -> write(data, context, snapshot, TraceIds.high(id), TraceIds.low(id)));
    }
  }

  private void write(
      JsonGenerator data,
      ServiceRequestContext context,
      StoreSnapshot snapshot,
      long high,
      long low)
      throws IOException {
    TraceReader reader = traces.trace(context, snapshot, high, low);
    LegacyTraceWriter writer = new LegacyTraceWriter(data);
    writer.begin(high, low);
    Traces.copy(reader, writer::write);
    writer.end();
  }

  private static String pathParameter(ServiceRequestContext context, String name) {
    return Objects.requireNonNull(context.pathParam(name));
  }

  private static void strings(JsonGenerator data, Iterable<String> strings) throws IOException {
    for (String string : strings) {
      data.writeString(string);
    }
  }

  private long nowNanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
