package dev.clew.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.server.ClewServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {
  @Test
  void tellsWhichDoorsAreOpenAndWhatIsSpokenThere(@TempDir Path data) throws Exception {
    try (ClewServer server = ClewServer.start(data)) {
      assertThat(doors(server))
          .isEqualTo(
              Map.of(
                  server.ports().otlpGrpc(), "[\"otlp-grpc\",\"otlp-http\"] at 127.0.0.1",
                  server.ports().otlpHttp(), "[\"otlp-http\",\"otlp-grpc\"] at 127.0.0.1",
                  server.ports().query(), "[\"http\"] at 127.0.0.1",
                  server.ports().health(), "[\"http\"] at 127.0.0.1",
                  server.ports().metrics(), "[\"http\"] at 127.0.0.1"));
    }
  }

  @Test
  void aDoorThatIsLeftOutIsNotTold(@TempDir Path data) throws Exception {
    try (ClewServer server = ClewServer.start(data, settings -> settings.otlpHttp(null))) {
      assertThat(doors(server)).hasSize(4).containsKey(server.ports().otlpGrpc());
    }
  }

  private static Map<Integer, String> doors(ClewServer server) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(server.query("/api/clew/v1/status")).build();
    String answer = http.send(request, BodyHandlers.ofString()).body();
    Map<Integer, String> doors = new LinkedHashMap<>();
    for (JsonNode door : new ObjectMapper().readTree(answer).path("doors")) {
      assertThat(door.path("name").asText()).isNotEmpty();
      doors.put(
          door.path("port").asInt(),
          door.path("protocols") + " at " + door.path("address").asText());
    }
    return doors;
  }
}
