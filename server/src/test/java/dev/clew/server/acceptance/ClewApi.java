package dev.clew.server.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.server.wiring.Ports;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Asks a running Clew.
final class ClewApi implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Ports ports;

  ClewApi(Ports ports) {
    this.ports = ports;
  }

  /// All spans stored under a trace id.
  List<PlacedSpan> trace(String traceId) throws IOException, InterruptedException {
    try (InputStream body = answer("/api/clew/v1/traces/" + traceId, "application/x-protobuf")) {
      return PlacedSpan.of(TracesData.parseFrom(body));
    }
  }

  /// The traces with a span that matches, and how many of their spans do.
  Map<String, Integer> search(String query) throws IOException, InterruptedException {
    JsonNode answer = json("/api/clew/v1/search?limit=10000&spss=0&q=" + encoded(query));
    assertThat(answer.path("limitReached").asBoolean()).isFalse();
    Map<String, Integer> matched = new HashMap<>();
    for (JsonNode trace : answer.path("traces")) {
      matched.put(trace.path("traceId").asText(), trace.path("matched").asInt());
    }
    return matched;
  }

  /// The answer of a path of the query door, 200 and no other.
  InputStream answer(String path, String accept) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.send(
            HttpRequest.newBuilder(uri(ports.query(), path)).header("accept", accept).build(),
            BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      try (InputStream body = response.body()) {
        throw new AssertionError(
            path
                + " answers "
                + response.statusCode()
                + ": "
                + new String(body.readAllBytes(), UTF_8));
      }
    }
    return response.body();
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    try (InputStream body = answer(path, "application/json")) {
      return new ObjectMapper().readTree(body);
    }
  }

  /// Puts everything stored into blocks.
  void flush() throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(uri(ports.query(), "/api/clew/v1/flush"))
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
