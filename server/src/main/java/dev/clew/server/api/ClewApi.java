package dev.clew.server.api;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.tail.TailHub;
import java.util.Set;

/// The endpoints of Clew's own API.
public final class ClewApi {
  private static final String ROOT = "/api/clew/v1/";

  private final Questions questions;
  private final TailHub tail;

  public ClewApi(Questions questions, TailHub tail) {
    this.questions = questions;
    this.tail = tail;
  }

  /// Adds the endpoints to a server.
  public void addTo(ServerBuilder server) {
    get(server, "search", json(Search.PARAMETERS, new Search(questions)));
    get(server, "traces/{id}", new TraceEndpoint(questions));
    get(server, "traces/{id}/columns", new ColumnsEndpoint(questions));
    get(server, "tail", new TailEndpoint(tail));
    get(server, "status", new StatusEndpoint(questions));
    get(server, "openapi.yaml", new OpenApiEndpoint());
    post(server, "flush", new FlushEndpoint(questions));
  }

  private JsonEndpoint json(Set<String> parameters, JsonEndpoint.Question question) {
    return new JsonEndpoint(questions, parameters, question);
  }

  private static void get(ServerBuilder server, String path, HttpService service) {
    add(server, HttpMethod.GET, path, service);
  }

  private static void post(ServerBuilder server, String path, HttpService service) {
    add(server, HttpMethod.POST, path, service);
  }

  private static void add(
      ServerBuilder server, HttpMethod method, String path, HttpService service) {
    server.route().methods(method).path(ROOT + path).build(service.decorate(ClewApi::withErrors));
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
