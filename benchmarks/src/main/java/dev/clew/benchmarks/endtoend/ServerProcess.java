package dev.clew.benchmarks.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Clew process on free loopback ports over a folder of its own, started by the launcher as
/// anyone would start it.
final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(10);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final Process process;
  private final Path data;
  private final int grpcPort;
  private final int httpPort;
  private final int queryPort;
  private final int healthPort;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ServerProcess(Process process, Path data, int[] ports) {
    this.process = process;
    this.data = data;
    grpcPort = ports[0];
    httpPort = ports[1];
    queryPort = ports[2];
    healthPort = ports[3];
  }

  /// @param launcher the script `clew`
  /// @param folder for configuration, log and data
  static ServerProcess start(Path launcher, Path folder) throws IOException, InterruptedException {
    int[] ports = freePorts(5);
    Path data = folder.resolve("data");
    Path config =
        Files.writeString(
            folder.resolve("clew.yaml"),
            """
            receivers:
              otlp:
                protocols:
                  grpc: {endpoint: "127.0.0.1:%d"}
                  http: {endpoint: "127.0.0.1:%d"}
            extensions:
              jaeger_query: {http: {endpoint: "127.0.0.1:%d"}}
              health_check: {endpoint: "127.0.0.1:%d"}
            service:
              telemetry: {metrics: {address: "127.0.0.1:%d"}}
            storage:
              path: %s
            """
                .formatted(ports[0], ports[1], ports[2], ports[3], ports[4], data));
    Process process =
        new ProcessBuilder(launcher.toString(), "serve", "--config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    ServerProcess server = new ServerProcess(process, data, ports);
    server.awaitReady();
    return server;
  }

  int grpcPort() {
    return grpcPort;
  }

  int httpPort() {
    return httpPort;
  }

  ProcessUse use() throws IOException {
    return ProcessUse.of(process.pid());
  }

  /// Has all that was sent put into blocks.
  void flush() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(queryPort, "/api/clew/v1/flush"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException("flush answered " + response.statusCode() + ": " + response.body());
    }
  }

  /// The body of an answer on the query port.
  InputStream get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri(queryPort, path)).build();
    var response = client.send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode());
    }
    return response.body();
  }

  /// Bytes of all block files.
  long blockBytes() throws IOException {
    Path blocks = data.resolve("blocks");
    if (!Files.exists(blocks)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(blocks)) {
      return files.filter(Files::isRegularFile).mapToLong(ServerProcess::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() throws InterruptedException, IOException {
    long limit = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < limit) {
      if (!process.isAlive()) {
        throw new IOException("the server ended with code " + process.exitValue());
      }
      if (healthy()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new IOException("the server was not ready after " + START_LIMIT);
  }

  private boolean healthy() throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri(healthPort, "/status")).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static int[] freePorts(int count) throws IOException {
    ServerSocket[] sockets = new ServerSocket[count];
    int[] ports = new int[count];
    for (int i = 0; i < count; i++) {
      sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      ports[i] = sockets[i].getLocalPort();
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }

  @Override
  public void close() throws InterruptedException {
    client.close();
    process.destroy();
    if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
