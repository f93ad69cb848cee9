package dev.clew.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.clew.query.read.QueryLimits;
import dev.clew.server.ClewServer;
import dev.clew.server.storage.StoreGate;
import dev.clew.server.tail.TailHub;
import dev.clew.store.StoreOptions;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds openapi.yaml and the running server together: every documented operation answers as it
/// says, with nothing that is not documented, and there is no other operation.
class OpenApiTest {
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";

  @TempDir private static Path data;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static ClewServer server;
  private static JsonNode description;

  /// @param operation as the description has it
  /// @param ask what is asked
  /// @param status of the answer
  record Question(String operation, String ask, int status) {}

  static List<Question> questions() {
    String search = "get /search";
    String heatMap = "get /search/heatmap";
    String parse = "get /traceql/parse";
    String trace = "get /traces/{id}";
    String columns = "get /traces/{id}/columns";
    String find = "get /traces/{id}/search";
    String span = "get /traces/{id}/spans/{spanId}";
    return List.of(
        new Question(search, "/search", 200),
        new Question(search, "/search?q=%7B.http.method%3D%22GET%22%7D&limit=1&spss=5", 200),
        new Question(search, "/search?q=%7B+duration+%3E", 400),
        new Question(search, "/search?limit=0", 400),
        new Question(search, "/search?start=yesterday", 400),
        new Question(search, "/search?start=2&end=1", 400),
        new Question(search, "/search?sart=1", 400),
        new Question(search, "/search?order=duration", 200),
        new Question(search, "/search?order=size", 400),
        new Question(heatMap, "/search/heatmap", 200),
        new Question(heatMap, "/search/heatmap?start=1&end=2&columns=400&rows=100", 200),
        new Question(heatMap, "/search/heatmap?start=1", 200),
        new Question(heatMap, "/search/heatmap?columns=401", 400),
        new Question(heatMap, "/search/heatmap?q=x", 400),
        new Question(parse, "/traceql/parse", 200),
        new Question(parse, "/traceql/parse?q=%7B+duration+%3E+1s+%7D", 200),
        new Question(parse, "/traceql/parse?q=%7B+duration+%3E", 200),
        new Question(parse, "/traceql/parse?service=shop&tags=error", 200),
        new Question(parse, "/traceql/parse?minDuration=long", 200),
        new Question(parse, "/traceql/parse?q=%7B%7D&service=shop", 400),
        new Question(trace, "/traces/" + TRACE, 200),
        new Question(trace, "/traces/" + TRACE.toUpperCase(Locale.ROOT), 200),
        new Question(trace, "/traces/1", 404),
        new Question(trace, "/traces/xyz", 400),
        new Question(columns, "/traces/" + TRACE + "/columns", 200),
        new Question(columns, "/traces/1/columns", 404),
        new Question(columns, "/traces/xyz/columns", 400),
        new Question(find, "/traces/" + TRACE + "/search?text=GET+nowhere", 200),
        new Question(find, "/traces/" + TRACE + "/search?q=%7B+kind+%3D+server+%7D", 200),
        new Question(find, "/traces/" + TRACE + "/search", 400),
        new Question(find, "/traces/" + TRACE + "/search?text=x&q=%7B%7D", 400),
        new Question(find, "/traces/" + TRACE + "/search?q=%7B+duration+%3E", 400),
        new Question(find, "/traces/" + TRACE + "/search?text=" + "x+".repeat(33), 400),
        new Question(find, "/traces/1/search?text=x", 404),
        new Question(span, "/traces/" + TRACE + "/spans/eee19b7ec3c1b174", 200),
        new Question(span, "/traces/" + TRACE + "/spans/1", 404),
        new Question(span, "/traces/" + TRACE + "/spans/xyz", 400),
        new Question("get /services", "/services?start=1970-01-01T00:00:00Z", 200),
        new Question("get /services", "/services?end=x", 400),
        new Question("get /operations", "/operations?service=shop", 200),
        new Question("get /operations", "/operations?a=b", 400),
        new Question("get /keys", "/keys", 200),
        new Question("get /keys", "/keys?scope=span&q=%7B%7D", 200),
        new Question("get /keys", "/keys?scope=x", 400),
        new Question("get /values", "/values?name=status", 200),
        new Question("get /values", "/values?name=span.http.method&limit=1", 200),
        new Question("get /values", "/values", 400),
        new Question("get /values", "/values?name=1%2B1", 400),
        new Question("get /tail", "/tail?q=x", 400),
        new Question("post /flush", "/flush", 200),
        new Question("get /status", "/status", 200),
        new Question("get /openapi.yaml", "/openapi.yaml", 200));
  }

  @BeforeAll
  static void start() throws Exception {
    server = ClewServer.start(data);
    try (InputStream in = OpenApiEndpoint.class.getResourceAsStream("openapi.yaml")) {
      description = new YAMLMapper().readTree(in);
    }
    String body =
        """
        {"resourceSpans":[{"resource":{"attributes":[
          {"key":"service.name","value":{"stringValue":"shop"}}]},
        "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"eee19b7ec3c1b174","name":"GET /",
          "kind":2,"startTimeUnixNano":"1544712660000000000","endTimeUnixNano":"1544712661000000000",
          "attributes":[{"key":"http.method","value":{"stringValue":"GET"}}]}]}]}]}
        """
            .formatted(TRACE);
    HttpRequest send =
        HttpRequest.newBuilder(server.otlp("/v1/traces"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(HTTP.send(send, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyEndpointIsDescribedAndEveryDescriptionAsked(@TempDir Path other) throws Exception {
    Set<String> described = new TreeSet<>();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method + " " + path.getKey())));
    assertThat(described)
        .isEqualTo(served(other))
        .isEqualTo(questions().stream().map(Question::operation).collect(Collectors.toSet()));
  }

  private static Set<String> served(Path folder) throws Exception {
    StoreGate gate = StoreGate.opening(folder, StoreOptions.builder().build());
    try (gate;
        TailHub tail = TailHub.on(gate)) {
      return new ClewApi(new Questions(gate, QueryLimits.DEFAULT), tail, List::of)
          .endpoints().keySet().stream()
              .map(ClewApi.Route::toString)
              .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void answersAreAsDescribed(Question question) throws Exception {
    String method = question.operation().split(" ")[0];
    String path = question.operation().split(" ")[1];
    URI uri = server.query("/api/clew/v1" + question.ask());
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method.toUpperCase(Locale.ROOT), BodyPublishers.noBody())
            .build();
    HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(question.status());
    JsonNode operation = description.path("paths").path(path).path(method);
    JsonNode documented =
        resolve(operation.path("responses").path(String.valueOf(question.status())));
    assertThat(documented.isMissingNode()).as("the status is described").isFalse();
    String type = answer.headers().firstValue("content-type").orElse("");
    assertThat(documented.path("content").has(type)).as("type %s is described", type).isTrue();
    if (type.equals("application/json")) {
      String body = new String(answer.body(), StandardCharsets.UTF_8);
      JsonNode schema = documented.path("content").path(type).path("schema");
      conforms(new JsonMapper().readTree(body), schema, "$");
    }
  }

  /// The part of JSON Schema that the description uses; keys that it does not name are errors.
  private static void conforms(JsonNode value, JsonNode unresolved, String at) {
    JsonNode schema = resolve(unresolved);
    switch (schema.path("type").asText()) {
      case "object" -> {
        assertThat(value.isObject()).as("%s is an object", at).isTrue();
        schema
            .path("required")
            .forEach(key -> assertThat(value.has(key.asText())).as("%s has %s", at, key).isTrue());
        if (schema.has("properties")) {
          for (var entry : value.properties()) {
            String path = at + "." + entry.getKey();
            JsonNode property = schema.path("properties").path(entry.getKey());
            assertThat(property.isMissingNode()).as("%s is described", path).isFalse();
            conforms(entry.getValue(), property, path);
          }
        }
      }
      case "array" -> {
        assertThat(value.isArray()).as("%s is an array", at).isTrue();
        value.forEach(item -> conforms(item, schema.path("items"), at + "[]"));
      }
      case "string" -> assertThat(value.isTextual()).as("%s is a string", at).isTrue();
      case "integer" -> assertThat(value.isIntegralNumber()).as("%s is a number", at).isTrue();
      case "boolean" -> assertThat(value.isBoolean()).as("%s is a boolean", at).isTrue();
      default -> assertThat(schema.has("type")).as("a known type at %s", at).isFalse();
    }
  }

  private static JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? description.at(node.path("$ref").asText().substring(1)) : node;
  }
}
