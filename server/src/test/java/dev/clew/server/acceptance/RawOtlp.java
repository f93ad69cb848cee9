package dev.clew.server.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.rpc.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// Sends any bytes to the HTTP door, as OTLP or what claims to be it.
final class RawOtlp implements AutoCloseable {
  static final String PROTOBUF = "application/x-protobuf";
  static final String JSON = "application/json";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI door;

  RawOtlp(int port) {
    door = URI.create("http://127.0.0.1:" + port + "/");
  }

  Answer post(byte[] body, String contentType) throws IOException, InterruptedException {
    return answer(
        HttpRequest.newBuilder(door.resolve("/v1/traces"))
            .header("content-type", contentType)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  Answer post(byte[] body, String contentType, String encoding)
      throws IOException, InterruptedException {
    return answer(
        HttpRequest.newBuilder(door.resolve("/v1/traces"))
            .header("content-type", contentType)
            .header("content-encoding", encoding)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  /// A request of any method, without a body.
  Answer request(String method, String path) throws IOException, InterruptedException {
    return answer(
        HttpRequest.newBuilder(door.resolve(path)).method(method, BodyPublishers.noBody()));
  }

  private Answer answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    String type = response.headers().firstValue("content-type").orElse("");
    String message = "";
    if (response.statusCode() != 200) {
      message =
          type.startsWith(PROTOBUF)
              ? Status.parseFrom(response.body()).getMessage()
              : new ObjectMapper().readTree(response.body()).path("message").asText();
    }
    return new Answer(response.statusCode(), message);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /// @param message the text of the `google.rpc.Status` of a refusal
  record Answer(int status, String message) {}
}
