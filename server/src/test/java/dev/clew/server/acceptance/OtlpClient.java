package dev.clew.server.acceptance;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.Clients;
import com.linecorp.armeria.client.grpc.protocol.UnaryGrpcClient;
import dev.clew.server.wiring.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/// Sends the bytes of an `ExportTraceServiceRequest`, as they are, to a door of a Clew.
sealed interface OtlpClient {
  /// Sends once.
  ///
  /// @return whether the server acknowledged; false when it refused, or when nobody knows
  boolean send(byte[] request, Ports ports) throws InterruptedException;

  /// OTLP over HTTP/1.1 in protobuf.
  record Http(HttpClient client) implements OtlpClient {
    Http() {
      this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    @Override
    public boolean send(byte[] request, Ports ports) throws InterruptedException {
      URI uri = URI.create("http://127.0.0.1:" + ports.otlpHttp() + "/v1/traces");
      try {
        HttpResponse<byte[]> response =
            client.send(
                HttpRequest.newBuilder(uri)
                    .header("content-type", "application/x-protobuf")
                    .timeout(Duration.ofMinutes(1))
                    .POST(BodyPublishers.ofByteArray(request))
                    .build(),
                BodyHandlers.ofByteArray());
        // An answer with a body would be a partial success: spans that were not taken.
        return response.statusCode() == 200 && response.body().length == 0;
      } catch (IOException e) {
        return false;
      }
    }
  }

  /// OTLP over gRPC.
  record Grpc(ClientFactory factory) implements OtlpClient {
    private static final String METHOD =
        "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    @Override
    public boolean send(byte[] request, Ports ports) {
      UnaryGrpcClient client =
          Clients.builder("gproto+h2c://127.0.0.1:" + ports.otlpGrpc())
              .factory(factory)
              .responseTimeout(Duration.ofMinutes(1))
              .build(UnaryGrpcClient.class);
      try {
        return client.execute(METHOD, request).join().length == 0;
      } catch (CompletionException e) {
        return false;
      }
    }
  }
}
