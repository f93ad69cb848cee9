package dev.clew.server.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.server.ClewServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Asks a running Clew as Jaeger's clients do and compares whole answers with the golden files
/// beside this class's resources, which are written by hand from Jaeger's documented shapes.
class JaegerApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TIMES =
      "query.startTimeMin=2023-11-14T22:00:00Z&query.startTimeMax=2023-11-14T23:00:00%2B00:00";

  @TempDir static Path data;
  static ClewServer clew;
  static HttpClient client;

  @BeforeAll
  static void sendSpans() throws IOException, InterruptedException {
    clew = ClewServer.start(data);
    client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(clew.otlp("/v1/traces"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(resource("spans.json")))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    client.close();
    clew.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/services, services",
    "/api/operations?service=gateway, operations",
    "/api/operations?service=gateway&spanKind=client, operations-of-kind",
    "/api/services/gateway/operations, operation-names",
    "/api/traces/5b8aa5a2d2c872e8321cf37308d69df2, trace",
    "/api/traces/5B8AA5A2D2C872E8321CF37308D69DF2, trace",
    "/api/traces/a2fb4a1d1a96d312, trace-64-bit",
    "/api/traces/0000000000000000a2fb4a1d1a96d312?prettyPrint=true, trace-64-bit",
    "/api/traces?traceID=5b8aa5a2d2c872e8321cf37308d69df2, trace",
    "/api/traces?traceID=1, missing-id",
    "/api/traces?service=nobody&start=0, nothing-found",
    "/api/traces?service=orders&start=1699999999000000&end=1700000001000000, trace",
    "/api/traces?service=orders&start=1800000000000000&end=1800000001000000, nothing-found",
  })
  void theLegacyApiAnswersInJaegersShape(String path, String golden) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(JSON.readTree(answer.body())).isEqualTo(golden("legacy/" + golden));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/traces/1, 404, not-found",
    "/api/operations, 400, service-required",
    "/api/traces, 400, service-required",
  })
  void legacyErrorsAreAnEnvelopeAsText(String path, int status, String golden) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    assertThat(JSON.readTree(answer.body())).isEqualTo(golden("legacy/" + golden));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v3/services, services",
    "/api/v3/operations?service=gateway, operations",
    "/api/v3/trace-summaries?" + TIMES + ", summaries",
    "/api/v3/trace-summaries?query.service_name=nobody&" + TIMES + ", no-summaries",
    "/api/v3/traces/a2fb4a1d1a96d312, trace-64-bit",
    "/api/v3/traces?query.operation_name=tick&query.num_traces=1&" + TIMES + ", trace-64-bit",
  })
  void theV3ApiAnswersInJaegersShape(String path, String golden) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body())).isEqualTo(golden("v3/" + golden));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v3/traces/1, 404, not-found",
    "/api/v3/traces?query.serviceName=nobody&" + TIMES + ", 404, none-found",
    "/api/v3/traces?query.serviceName=gateway, 400, time-required",
    "/api/v3/trace-summaries?query.serviceName=gateway, 400, time-required",
  })
  void v3ErrorsNameCodeAndMessage(String path, int status, String golden) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body())).isEqualTo(golden("v3/" + golden));
  }

  @Test
  void aV3TraceIsTheOtlpThatWasSent() throws Exception {
    JsonNode found = JSON.readTree(get("/api/v3/traces/5b8aa5a2d2c872e8321cf37308d69df2").body());
    JsonNode sent = JSON.readTree(resource("spans.json")).get("resourceSpans");

    JsonNode resourceSpans = found.get("result").get("resourceSpans");
    assertThat(resourceSpans).hasSize(2);
    assertThat(resourceSpans.get(0)).isEqualTo(sent.get(0));
    assertThat(resourceSpans.get(1)).isEqualTo(sent.get(1));
  }

  /// The trace that has the tag, in its span, resource, scope, event or fields; `error` as in T25.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"http.response.status_code\":\"502\"}",
        "{\"retry\":\"true\"}",
        "{\"ratio\":\"0.25\"}",
        "{\"host.name\":\"node-1\",\"http.request.method\":\"GET\"}",
        "{\"error\":\"true\"}",
        "{\"span.kind\":\"client\"}",
        "{\"otel.status_code\":\"ERROR\"}",
        "{\"otel.scope.name\":\"http\"}",
      })
  void tagsOfEverySortFindTheTrace(String tags) throws Exception {
    String path =
        "/api/traces?service=gateway&start=0&tags="
            + URLEncoder.encode(tags, StandardCharsets.UTF_8);

    assertThat(JSON.readTree(get(path).body())).isEqualTo(golden("legacy/trace"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tag=http.response.status_code:500",
        "tag=error:false",
        "minDuration=251ms",
        "maxDuration=1ms",
      })
  void whatDoesNotHoldFindsNothing(String condition) throws Exception {
    String path = "/api/traces?service=gateway&operation=GET+/orders/%7Bid%7D&start=0&" + condition;

    assertThat(JSON.readTree(get(path).body())).isEqualTo(golden("legacy/nothing-found"));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/traces/xyz, traceID, xyz",
    "/api/traces?service=a&minDuration=5, minDuration, 5",
    "/api/traces?service=a&limit=0, limit, 0",
    "/api/traces?service=a&start=now, start, now",
    "/api/traces?service=a&tag=oops, tag, oops",
    "/api/traces?service=a&tags=oops, tags, oops",
    "/api/v3/traces?query.startTimeMin=yesterday, query.startTimeMin, yesterday",
  })
  void aWrongParameterIsNamedWithItsValue(String path, String name, String value) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(name).contains(value);
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = clew.query(path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static JsonNode golden(String name) throws IOException {
    return JSON.readTree(resource(name + ".json"));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = JaegerApiTest.class.getResourceAsStream("/jaeger/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
