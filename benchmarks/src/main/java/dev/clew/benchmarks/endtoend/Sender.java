package dev.clew.benchmarks.endtoend;

import com.linecorp.armeria.client.Clients;
import com.linecorp.armeria.client.grpc.protocol.UnaryGrpcClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/// Sends OTLP requests, uncompressed protobuf, without waiting for the answers.
sealed interface Sender extends AutoCloseable {
  /// @return completes when the server has acknowledged every span, fails otherwise
  CompletableFuture<Void> send(byte[] request);

  @Override
  void close();

  /// OTLP over gRPC.
  final class Grpc implements Sender {
    private static final String METHOD =
        "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    private final UnaryGrpcClient client;

    Grpc(int port) {
      client = Clients.newClient("gproto+h2c://127.0.0.1:" + port, UnaryGrpcClient.class);
    }

    @Override
    public CompletableFuture<Void> send(byte[] request) {
      return client.execute(METHOD, request).thenAccept(Sender::requireFullSuccess);
    }

    @Override
    public void close() {}
  }

  /// OTLP over HTTP/1.1.
  final class Http implements Sender {
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;

    Http(int port) {
      uri = URI.create("http://127.0.0.1:" + port + "/v1/traces");
    }

    @Override
    public CompletableFuture<Void> send(byte[] request) {
      HttpRequest http =
          HttpRequest.newBuilder(uri)
              .header("content-type", "application/x-protobuf")
              .POST(HttpRequest.BodyPublishers.ofByteArray(request))
              .build();
      return client
          .sendAsync(http, BodyHandlers.ofByteArray())
          .thenCompose(
              answer ->
                  answer.statusCode() == 200
                      ? CompletableFuture.completedFuture(answer)
                      : CompletableFuture.failedFuture(
                          new IOException("the server answered " + answer.statusCode())))
          .thenApply(HttpResponse::body)
          .thenAccept(Sender::requireFullSuccess);
    }

    @Override
    public void close() {
      client.close();
    }
  }

  /// An answer with any content speaks of rejected spans.
  private static void requireFullSuccess(byte[] answer) {
    if (answer.length > 0) {
      throw new IllegalStateException("the server rejected spans");
    }
  }
}
