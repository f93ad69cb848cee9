package dev.clew.server.health;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.json.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// Answers probes as the Collector's health check extension does, with the reason where it is not
/// well: 200 when spans are taken and questions answered, else 503.
public final class HealthService implements HttpService {
  private final Supplier<String> problem;
  private final Instant upSince = Instant.now();

  /// @param problem what is wrong, empty for nothing
  public HealthService(Supplier<String> problem) {
    this.problem = problem;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String reason = problem.get();
    byte[] body =
        JsonText.object(
            json -> {
              json.writeStringField(
                  "status", reason.isEmpty() ? "Server available" : "Server not available");
              if (!reason.isEmpty()) {
                json.writeStringField("reason", reason);
              }
              json.writeStringField("upSince", upSince.toString());
              json.writeStringField("uptime", uptime());
            });
    return HttpResponse.of(
        reason.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, MediaType.JSON, body);
  }

  private String uptime() {
    return Duration.between(upSince, Instant.now()).toMillis() / 1000.0 + "s";
  }
}
