package dev.clew.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.server.ClewServer;
import dev.clew.server.config.ClewConfig;
import dev.clew.server.config.Endpoint;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starting, stopping and starting again.
class ClewTest {
  private static final String SPAN =
      """
      {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"000000000000000000000000000000aa",
        "spanId":"00000000000000ab","name":"kept","startTimeUnixNano":"1","endTimeUnixNano":"2"}
      ]}]}]}
      """;

  @TempDir private Path data;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void whatWasAcknowledgedIsThereAfterARestart() throws Exception {
    try (ClewServer server = ClewServer.start(data)) {
      HttpRequest send =
          HttpRequest.newBuilder(server.otlp("/v1/traces"))
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString(SPAN))
              .build();
      assertThat(http.send(send, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
    try (ClewServer server = ClewServer.start(data)) {
      assertThat(get(server.query("/api/clew/v1/traces/aa")).body()).contains("\"kept\"");
    }
  }

  @Test
  void aPortThatIsTakenIsAWarningThatNamesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Clew clew =
            Clew.start(settings().metrics(Endpoint.byDefault(taken.getLocalPort())).build())) {
      clew.ready().join();
      assertThat(clew.ports().metrics()).isZero();
      assertThat(clew.warnings())
          .singleElement()
          .asString()
          .contains("127.0.0.1:" + taken.getLocalPort(), "Prometheus");
      assertThat(get(ClewServer.uri(clew.ports().health(), "/")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aPortThatWasAskedForByNameMustBeFree() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Endpoint named = new Endpoint("127.0.0.1", taken.getLocalPort(), true);
      assertThatThrownBy(() -> Clew.start(settings().query(named).build()))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
    }
    // And everything else was let go of.
    ClewServer.start(data).close();
  }

  @Test
  void aSecondProcessOnTheSameFolderIsToldOfTheFirst() {
    try (ClewServer _ = ClewServer.start(data);
        Clew second = Clew.start(settings().build())) {
      assertThatThrownBy(() -> second.ready().join()).hasMessageContaining("in use by process");
    }
  }

  @Test
  void healthTellsWhyNothingIsTaken() throws Exception {
    try (ClewServer _ = ClewServer.start(data);
        Clew second = Clew.start(settings().build())) {
      assertThatThrownBy(() -> second.ready().join()).isNotNull();
      HttpResponse<String> health = get(ClewServer.uri(second.ports().health(), "/status"));
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body()).contains("Server not available", "the store cannot be opened");
      HttpRequest send =
          HttpRequest.newBuilder(ClewServer.uri(second.ports().otlpHttp(), "/v1/traces"))
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString(SPAN))
              .build();
      HttpResponse<String> refused = http.send(send, BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
      assertThat(refused.body()).contains("\"code\":14", "RetryInfo");
      URI question = ClewServer.uri(second.ports().query(), "/api/clew/v1/services");
      assertThat(get(question).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void metricsAreThere() throws Exception {
    try (ClewServer server = ClewServer.start(data)) {
      assertThat(get(ClewServer.uri(server.ports().metrics(), "/metrics")).body())
          .contains("clew_otlp_accepted_spans_total", "clew_store_open 1.0");
    }
  }

  private ClewConfig.Builder settings() {
    return ClewConfig.builder().data(data).ephemeralPorts();
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
