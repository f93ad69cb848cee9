package dev.clew.server.api;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;

/// The endpoints of Clew's own API.
public final class ClewApi {
  private static final String ROOT = "/api/clew/v1/";

  private final Questions questions;

  public ClewApi(Questions questions) {
    this.questions = questions;
  }

  /// Adds the endpoints to a server.
  public void addTo(ServerBuilder server) {
    get(server, "traces/{id}", new TraceEndpoint(questions));
    post(server, "flush", new FlushEndpoint(questions));
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
