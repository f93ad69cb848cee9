package dev.clew.server.api;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.tail.TailHub;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The endpoints of Clew's own API.
public final class ClewApi {
  private static final String ROOT = "/api/clew/v1";

  private final Questions questions;
  private final TailHub tail;
  private final Supplier<List<OpenDoor>> doors;

  /// @param doors those of this process that are open now
  public ClewApi(Questions questions, TailHub tail, Supplier<List<OpenDoor>> doors) {
    this.questions = questions;
    this.tail = tail;
    this.doors = doors;
  }

  /// Every endpoint there is, as `openapi.yaml` must have it too.
  Map<Route, HttpService> endpoints() {
    Names names = new Names(questions);
    return Map.ofEntries(
        get("/search", json(Search.PARAMETERS, new Search(questions))),
        get("/search/heatmap", json(HeatMapSearch.PARAMETERS, new HeatMapSearch(questions))),
        get("/traceql/parse", new ParseEndpoint()),
        get("/traces/{id}", new TraceEndpoint(questions)),
        get("/traces/{id}/columns", new ColumnsEndpoint(questions)),
        get("/traces/{id}/search", new TraceFindEndpoint(questions)),
        get("/traces/{id}/spans/{spanId}", new SpanEndpoint(questions)),
        get("/services", json(Names.SERVICES_PARAMETERS, names::services)),
        get("/operations", json(Names.OPERATIONS_PARAMETERS, names::operations)),
        get("/keys", json(Names.KEYS_PARAMETERS, names::keys)),
        get("/values", json(Names.VALUES_PARAMETERS, names::values)),
        get("/tail", new TailEndpoint(tail)),
        get("/status", new StatusEndpoint(questions, doors)),
        get("/openapi.yaml", new OpenApiEndpoint()),
        Map.entry(new Route(HttpMethod.POST, "/flush"), new FlushEndpoint(questions)));
  }

  /// Adds the endpoints to a server, and an answer for everything else below the API's root.
  public void addTo(ServerBuilder server) {
    Map<Route, HttpService> endpoints = endpoints();
    endpoints.forEach(
        (route, service) ->
            server
                .route()
                .methods(route.method())
                .path(ROOT + route.path())
                .build(service.decorate(ClewApi::withErrors)));
    server.serviceUnder(
        ROOT, new UnknownEndpoint(endpoints.keySet()).decorate(ClewApi::withErrors));
  }

  private static Map.Entry<Route, HttpService> get(String path, HttpService service) {
    return Map.entry(new Route(HttpMethod.GET, path), service);
  }

  private JsonEndpoint json(Set<String> parameters, JsonEndpoint.Question question) {
    return new JsonEndpoint(questions, parameters, question);
  }

  /// @param path below the API's root
  record Route(HttpMethod method, String path) {
    @Override
    public String toString() {
      return method.name().toLowerCase(Locale.ROOT) + " " + path;
    }
  }

  /// An endpoint may throw; the answer is an error of the API all the same.
  private static HttpResponse withErrors(
      HttpService endpoint, ServiceRequestContext context, HttpRequest request) throws Exception {
    try {
      return endpoint.serve(context, request);
    } catch (RuntimeException e) {
      return ApiErrors.answer(e);
    }
  }
}
