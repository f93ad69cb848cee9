package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.Surroundings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// When lint speaks, to an application that makes its spans with the facade.
class LintSettingsTest {
  @RegisterExtension final LoggedLines log = new LoggedLines();
  @TempDir Path folder;

  @BeforeEach
  @AfterEach
  void startAnew() {
    Initialization.reset();
  }

  private List<String> complaints(String... variables) {
    int before = log.lines().size();
    Map<String, String> environment = new HashMap<>(Map.of("OTEL_TRACES_EXPORTER", "none"));
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    Initialization.reset();
    Initialization.init(TracingOptions.none(), new Surroundings(environment, Map.of(), folder));
    Tracing.withSpan("operation", () -> Tracing.setAttribute("data", "{\"id\": 1}"));
    return log.lines().stream().skip(before).filter(line -> line.contains("lint: ")).toList();
  }

  @Test
  @Row({"4.095", "4.096"})
  void speaksInDevelopmentWhereNothingIsSet() {
    assertThat(complaints())
        .containsExactly(
            "WARNING lint: span name 'operation' does not say what is done; name it as in"
                + " 'order.create'",
            "WARNING lint: attribute 'data' holds a whole object; set what is searched for as"
                + " attributes of their own");
  }

  @Test
  void isSilentElsewhereUnlessAskedFor() {
    String[] all = {"NODE_ENV", "production", "OTEL_TRACES_SAMPLER", "always_on"};
    assertThat(complaints(all)).isEmpty();
    assertThat(complaints("CLEW_LINT", "false")).isEmpty();
    assertThat(
            complaints(
                "NODE_ENV", "production", "OTEL_TRACES_SAMPLER", "always_on", "CLEW_LINT", "true"))
        .hasSize(2);
    assertThat(complaints("CLEW_LINT_ALLOW", "oper*,data")).isEmpty();
  }

  @Test
  @Row("1.117")
  void doesNotComplainOfTheStyleThatWasChosen() {
    TracingOptions keys =
        TracingOptions.builder().operationNames(OperationNames.DOTTED_KEYS).build();
    Initialization.init(
        keys, new Surroundings(Map.of("OTEL_TRACES_EXPORTER", "none"), Map.of(), folder));
    Operations.traceCacheOperation("get", "user:123", () -> "ann");
    assertThat(log.lines()).noneMatch(line -> line.contains("lint: "));
    Tracing.withSpan("cache.get.user:456", () -> {});
    assertThat(log.lines())
        .anyMatch(
            line -> line.startsWith("WARNING lint: span name 'cache.get.user:456' has an id"));
  }
}
