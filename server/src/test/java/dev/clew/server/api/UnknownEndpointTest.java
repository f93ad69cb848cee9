package dev.clew.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.server.ClewServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnknownEndpointTest {
  private static final String ROOT = "/api/clew/v1";

  private final HttpClient http = HttpClient.newHttpClient();
  private ClewServer server;

  @BeforeAll
  void start(@TempDir Path data) {
    server = ClewServer.start(data, settings -> settings.basePath("/clew"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing",
    "GET, /",
    "GET, /search/",
    "GET, /traces/ab/columns/x",
    "DELETE, /<script>"
  })
  void whatTheApiDoesNotHaveIsAnErrorOfTheApi(String method, String path) throws Exception {
    HttpResponse<String> answer = ask(method, path.replace("<", "%3C").replace(">", "%3E"));
    assertThat(error(answer, 404)).contains("'").contains("/openapi.yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /search, GET",
    "DELETE, /traces/5b8efff798038103d269b633813fc60c, GET",
    "PUT, /traces/ab/spans/cd, GET",
    "HEAD, /status, GET",
    "GET, /flush, POST"
  })
  void anotherMethodIsToldWhichThereAre(String method, String path, String allowed)
      throws Exception {
    HttpResponse<String> answer = ask(method, path);
    assertThat(answer.headers().firstValue("allow")).hasValue(allowed);
    if (method.equals("HEAD")) {
      assertThat(answer.statusCode()).isEqualTo(405);
    } else {
      assertThat(error(answer, 405)).contains("'" + path + "'", allowed, method);
    }
  }

  /// As people and programs ask: what a browser accepts must not turn the answer into the page.
  private HttpResponse<String> ask(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.query("/clew" + ROOT + path))
            .header("accept", "text/html,*/*")
            .method(method, BodyPublishers.noBody())
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static String error(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    JsonNode error = new ObjectMapper().readTree(answer.body()).path("error");
    assertThat(error.path("status").asInt()).isEqualTo(status);
    return error.path("message").asText();
  }
}
