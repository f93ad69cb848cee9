package dev.clew.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.server.ClewServer;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the search screen is answered, to the letter.
class ParseAndHeatMapTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path data;
  private static ClewServer server;

  @BeforeAll
  static void start() throws Exception {
    server = ClewServer.start(data);
    send(span("01", "a1", 1_000_000_000L, 5_000_000, 0));
    send(span("01", "a2", 1_001_000_000L, 1_000_000, 2));
    send(span("02", "a3", 1_900_000_000L, 7_000_000, 0));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String span(String trace, String id, long start, long duration, int status) {
    return """
    {"traceId":"%032d","spanId":"%16s","name":"work","startTimeUnixNano":"%d",
     "endTimeUnixNano":"%d","status":{"code":%d}}
    """
        .formatted(Integer.parseInt(trace), "0".repeat(14) + id, start, start + duration, status);
  }

  private static void send(String span) throws Exception {
    String body =
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",
         "value":{"stringValue":"shop"}}]},"scopeSpans":[{"spans":[%s]}]}]}
        """
            .formatted(span);
    HttpRequest request =
        HttpRequest.newBuilder(server.otlp("/v1/traces"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  private static JsonNode ask(String path) throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(server.query("/api/clew/v1" + path)).build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void aHeatMapCountsEachTraceOnceAndMarksErrors() throws Exception {
    JsonNode map = ask("/search/heatmap?start=1000000000&end=1999999999&columns=10&rows=1");
    ((ObjectNode) map).remove("statistics");
    assertThat(map)
        .isEqualTo(
            JSON.readTree(
                """
                {"start":"1000000000","end":"1999999999","columnNanos":"100000000","columns":10,
                 "durationBounds":["4987896","7053950"],
                 "cells":[[0,0,1,1,"00000000000000000000000000000001"],
                          [9,0,1,0,"00000000000000000000000000000002"]],
                 "traces":2,"errors":1}
                """));
  }

  @Test
  void theLongestTraceComesFirstWhereThatIsAsked() throws Exception {
    JsonNode found = ask("/search?order=duration&limit=1&spss=0");
    assertThat(found.path("order").asText()).isEqualTo("duration");
    assertThat(found.at("/traces/0/durationNanos").asText()).isEqualTo("7000000");
    assertThat(ask("/search?q=" + encoded("{ status = error }")).at("/traces/0/services"))
        .isEqualTo(JSON.readTree("[{\"name\":\"shop\",\"spans\":2,\"errors\":1}]"));
  }

  /// The parameters of links as Jaeger's page makes them.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "service=shop&tags={\"error\":\"true\"}; error=true; ''; ''",
        "service=shop&tags={\"http.status_code\":\"200\",\"span.kind\":\"server\"};"
            + " http.status_code=200 span.kind=server; ''; ''",
        "service=shop&minDuration=1.2s&maxDuration=1h30m; ''; 1.2s; 1h30m",
        "service=shop&minDuration=100ms; ''; 100ms; ''",
        "service=shop&minDuration=500us&maxDuration=10ms; ''; 500us; 10ms",
        "service=shop&minDuration=10µs; ''; 10us; ''",
        "service=shop&minDuration=10μs; ''; 10us; ''",
        "service=shop&tag=error:true&tag=http.method:GET; error=true http.method=GET; ''; ''",
        "service=shop&tags={\"db.statement\":\"select * from User\"};"
            + " db.statement=\"select * from User\"; ''; ''",
      })
  void jaegersLinksAreForms(String link, String tags, String min, String max) throws Exception {
    StringBuilder path = new StringBuilder("/traceql/parse?");
    for (String parameter : link.split("&")) {
      String[] parts = parameter.split("=", 2);
      path.append(parts[0]).append('=').append(encoded(parts[1])).append('&');
    }
    JsonNode form = ask(path.toString()).path("form");
    assertThat(form)
        .isEqualTo(
            JSON.createObjectNode()
                .put("service", "shop")
                .put("operation", "")
                .put("tags", tags)
                .put("minDuration", min)
                .put("maxDuration", max)
                .put("minTraceDuration", "")
                .put("maxTraceDuration", ""));
    StringBuilder again = new StringBuilder("/traceql/parse?");
    form.properties()
        .forEach(
            field ->
                again
                    .append(field.getKey())
                    .append('=')
                    .append(encoded(field.getValue().asText()))
                    .append('&'));
    assertThat(ask(again.toString())).isEqualTo(ask(path.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "q={ duration > }; ''; 13; 1",
        "q={ name = \"\uD83D\uDC1F\" && }; ''; 17; 1",
        "q={ name =~ \"(\" }; ''; 11; 1",
        "q={ name =~ `a*b|*` && kind = server }; ''; 15; 1",
        "q={ name = \"\uD83D\uDC1F\" || name !~ \"\\\\d\\u00e9[z-a]\" }; ''; 36; 3",
        "q={ name =~ \"((((a{99}){99}){99}){99})\" }; ''; 11; 25",
        "tags=a b=\"c; tags; 4; 2",
        "minDuration=5; minDuration; 0; 1",
        "maxDuration=soon; maxDuration; 0; 4",
        "maxTraceDuration=soon; maxTraceDuration; 0; 4",
        "minDuration=2s&maxDuration=1500ms; maxDuration; 0; 6",
        "minTraceDuration=1s&maxTraceDuration=1ns; maxTraceDuration; 0; 3",
        "tag=oops; tag; 0; 4",
      })
  void aFaultIsToldWithFieldAndPlace(String given, String field, int offset, int length)
      throws Exception {
    StringBuilder path = new StringBuilder("/traceql/parse?");
    for (String parameter : given.startsWith("q=") ? new String[] {given} : given.split("&")) {
      String[] parts = parameter.split("=", 2);
      path.append(parts[0]).append('=').append(encoded(parts[1])).append('&');
    }
    JsonNode answer = ask(path.toString());
    assertThat(answer.path("valid").asBoolean(true)).isFalse();
    JsonNode error = answer.path("error");
    assertThat(error.path("field").asText()).isEqualTo(field);
    assertThat(error.path("offset").asInt()).as(answer.toString()).isEqualTo(offset);
    assertThat(error.path("length").asInt()).as(answer.toString()).isEqualTo(length);
    assertThat(error.path("message").asText()).isNotEmpty().doesNotContain("line 1");
  }

  @Test
  void aQueryThatSaysMoreThanTheFormHasNoForm() throws Exception {
    JsonNode answer = ask("/traceql/parse?q=" + encoded("{trace:duration>1s}"));
    assertThat(answer)
        .isEqualTo(
            JSON.readTree("{\"valid\":true,\"query\":\"{ trace:duration > 1s }\",\"form\":null}"));
  }

  @Test
  void theNarrowingOfTheHeatMapIsAForm() throws Exception {
    String query =
        "{ (resource.service.name = \"shop\") && trace:duration >= 1ms && trace:duration <= 2ms }";
    JsonNode form = ask("/traceql/parse?q=" + encoded(query)).path("form");
    assertThat(form.path("service").asText()).isEqualTo("shop");
    assertThat(form.path("minDuration").asText()).isEmpty();
    assertThat(form.path("minTraceDuration").asText()).isEqualTo("1ms");
    assertThat(form.path("maxTraceDuration").asText()).isEqualTo("2ms");
    assertThat(
            ask("/traceql/parse?service=shop&minTraceDuration=1ms&maxTraceDuration=2ms")
                .at("/query")
                .asText())
        .isEqualTo(query.replace("(", "").replace(")", ""));
  }

  @Test
  void aSearchForARegexAtFaultTellsThePlaceToo() throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(
                    server.query("/api/clew/v1/search?q=" + encoded("{ name =~ \"ab)\" }")))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = JSON.readTree(answer.body()).path("error");
    assertThat(error.path("offset").asInt()).isEqualTo(13);
    assertThat(error.path("length").asInt()).isEqualTo(1);
  }
}
