package dev.clew.instrumentation;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.spi.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// For tests of what variables do to the spans that arrive at a receiver.
abstract class SettingsKit {
  @RegisterExtension final LoggedLines log = new LoggedLines();
  @TempDir Path folder;
  OtlpReceiver receiver;

  @BeforeEach
  void open() throws IOException {
    Initialization.reset();
    receiver = new OtlpReceiver();
  }

  @AfterEach
  void close() {
    Initialization.reset();
    receiver.close();
  }

  /// Makes some spans in an environment, and sends them to the receiver.
  final void trace(int spans, String... variables) {
    trace(spans, TracingOptions.none(), "OTEL_EXPORTER_OTLP_ENDPOINT", variables);
  }

  final void trace(int spans, TracingOptions options, String endpoint, String... variables) {
    Initialization.reset();
    Map<String, String> environment = new HashMap<>();
    environment.put(endpoint, receiver.url());
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1].replace("{url}", receiver.url()));
    }
    try (TracingHandle tracing =
        Initialization.init(options, new Surroundings(environment, Map.of(), folder))) {
      for (int i = 0; i < spans; i++) {
        Tracing.withSpan("span", () -> Tracing.setAttribute("text", "x".repeat(200)));
      }
    }
  }

  /// How many of a thousand spans arrive.
  final int kept(String... variables) {
    int before = receiver.spans().size();
    trace(1_000, variables);
    return receiver.spans().size() - before;
  }
}
