package dev.clew.server.api;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Answers what no endpoint of the API does: 405 with the methods there are where only the method
/// is wrong, else 404.
final class UnknownEndpoint implements HttpService {
  private final List<ClewApi.Route> known;

  UnknownEndpoint(Set<ClewApi.Route> known) {
    this.known = List.copyOf(known);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String path = context.mappedPath();
    String methods =
        known.stream()
            .filter(route -> matches(route.path(), path))
            .map(ClewApi.Route::method)
            .map(HttpMethod::name)
            .sorted()
            .collect(Collectors.joining(", "));
    if (methods.isEmpty()) {
      throw new ApiException(
          HttpStatus.NOT_FOUND,
          "the API has no '" + path + "', /openapi.yaml beside it says what there is");
    }
    HttpResponse answer =
        ApiErrors.answer(
            new ApiException(
                HttpStatus.METHOD_NOT_ALLOWED,
                "'" + path + "' takes " + methods + ", not " + request.method()));
    return answer.mapHeaders(
        headers -> headers.toBuilder().set(HttpHeaderNames.ALLOW, methods).build());
  }

  /// @param pattern a path in which `{…}` stands for any segment
  private static boolean matches(String pattern, String path) {
    String[] wanted = pattern.split("/", -1);
    String[] given = path.split("/", -1);
    boolean same = wanted.length == given.length;
    for (int i = 0; i < wanted.length && same; i++) {
      same = wanted[i].equals(given[i]) || (wanted[i].startsWith("{") && !given[i].isEmpty());
    }
    return same;
  }
}
