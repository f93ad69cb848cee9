package dev.clew.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/// `GET openapi.yaml`: the description of this API.
final class OpenApiEndpoint implements HttpService {
  private static final MediaType TYPE = MediaType.create("application", "yaml");

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws IOException {
    try (InputStream in = OpenApiEndpoint.class.getResourceAsStream("openapi.yaml")) {
      if (in == null) {
        throw new FileNotFoundException("openapi.yaml is not among the resources");
      }
      return HttpResponse.of(HttpStatus.OK, TYPE, in.readAllBytes());
    }
  }
}
