package dev.clew.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Clew's own HTTP API, from the side of a command.
final class ClewClient {
  private static final String ROOT = "/api/clew/v1/";
  private static final int LONGEST_ERROR = 64 * 1024;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI server;

  ClewClient(URI server) {
    this.server = server;
  }

  /// Asks for something.
  ///
  /// @param path below the API's root
  /// @param parameters what stands after the question mark, as text
  /// @param accept the media type that is wanted
  /// @return the body, as it arrives
  /// @throws RefusedException when the server has an answer other than 200
  /// @throws CommandFailedException when nothing answers
  InputStream get(String path, Map<String, String> parameters, String accept)
      throws IOException, InterruptedException {
    String query =
        new TreeMap<>(parameters)
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(uri(path + (query.isEmpty() ? "" : "?" + query)))
            .header("Accept", accept)
            .build());
  }

  /// Asks for a JSON document of moderate size.
  JsonNode getJson(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    try (InputStream in = get(path, parameters, "application/json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  /// Tells the server to do something, and waits until it is done.
  void post(String path) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.noBody()).build()).close();
  }

  private InputStream send(HttpRequest request) throws IOException, InterruptedException {
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() == 200) {
        return response.body();
      }
      try (InputStream body = response.body()) {
        throw new RefusedException(response.statusCode(), body.readNBytes(LONGEST_ERROR));
      }
    } catch (ConnectException e) {
      throw nobodyAt(server);
    }
  }

  static CommandFailedException nobodyAt(URI address) {
    return new CommandFailedException(
        "nothing answers at " + address + ": is Clew running there? start it with: ./clew");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private URI uri(String path) {
    // Below the server's own path, for one that serves under a base path.
    String address = server.toString();
    return URI.create(
        (address.endsWith("/") ? address.substring(0, address.length() - 1) : address)
            + ROOT
            + path);
  }

  /// The server's answer is an error.
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int offset;
    private final int length;

    RefusedException(int status, byte[] body) {
      JsonNode error = error(body);
      String message = error.path("message").asText("");
      super(message.isEmpty() ? "the server answered with " + status : message);
      this.status = status;
      offset = error.path("offset").asInt(-1);
      length = error.path("length").asInt(0);
    }

    /// The `error` of a JSON body; a missing node where the body is something else.
    private static JsonNode error(byte[] body) {
      ObjectMapper json = new ObjectMapper();
      try {
        return json.readTree(body).path("error");
      } catch (IOException e) {
        return json.missingNode();
      }
    }

    int status() {
      return status;
    }

    /// Where in the query the fault is, in characters; -1 where it is none of the query's.
    int offset() {
      return offset;
    }

    /// How many characters of the query are at fault.
    int length() {
      return length;
    }
  }
}
