package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.spi.Surroundings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// For tests of where spans go: a backend over HTTP that takes everything.
abstract class BackendKit {
  @RegisterExtension final LoggedLines log = new LoggedLines();
  @TempDir Path folder;
  HttpServer backend;
  final List<Request> requests = new CopyOnWriteArrayList<>();

  /// A request as it came.
  record Request(String line, String contentType, String authorization, byte[] body) {}

  @BeforeEach
  void open() throws IOException {
    Initialization.reset();
    backend = HttpServer.create(loopback(), 0);
    backend.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          requests.add(
              new Request(
                  exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                  String.valueOf(headers.getFirst("Content-Type")),
                  String.valueOf(headers.getFirst("Authorization")),
                  exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    backend.start();
  }

  @AfterEach
  void close() {
    Initialization.reset();
    backend.stop(0);
  }

  static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  final TracingHandle init(TracingOptions options, String... variables) {
    Initialization.reset();
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      String url = "http://localhost:" + backend.getAddress().getPort();
      environment.put(variables[i], variables[i + 1].replace("{url}", url));
    }
    return Initialization.init(options, new Surroundings(environment, Map.of(), folder));
  }

  static void await(Condition condition) {
    for (int i = 0; i < 60_000 && !condition.holds(); i++) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    assertThat(condition.holds()).isTrue();
  }

  interface Condition {
    boolean holds();
  }
}
