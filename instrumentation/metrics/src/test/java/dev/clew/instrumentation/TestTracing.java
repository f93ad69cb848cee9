package dev.clew.instrumentation;

import dev.clew.instrumentation.spi.Surroundings;
import java.nio.file.Path;
import java.util.Map;

/// Tracing in an environment that a test gives.
public final class TestTracing {
  private TestTracing() {}

  public static TracingHandle init(Map<String, String> variables, Path folder) {
    Initialization.reset();
    return Initialization.init(
        TracingOptions.none(), new Surroundings(variables, Map.of(), folder));
  }

  public static void reset() {
    Initialization.reset();
  }
}
