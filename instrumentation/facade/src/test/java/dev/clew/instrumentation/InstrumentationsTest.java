package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.spi.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class InstrumentationsTest {
  private static final String JDBC = "OTEL_INSTRUMENTATION_JDBC_ENABLED";
  private static final String ALL = "OTEL_INSTRUMENTATION_COMMON_DEFAULT_ENABLED";

  @RegisterExtension final LoggedLines log = new LoggedLines();
  @TempDir Path folder;

  @BeforeEach
  @AfterEach
  void startAnew() {
    Initialization.reset();
  }

  private void init(Map<String, String> variables) {
    Initialization.reset();
    Initialization.init(TracingOptions.none(), new Surroundings(variables, Map.of(), folder));
  }

  @Test
  void allAreOnUntilOneIsSwitchedOff() {
    assertThat(Instrumentations.isEnabled("jdbc")).isTrue();
    init(Map.of());
    assertThat(Instrumentations.isEnabled("jdbc")).isTrue();
    init(Map.of(JDBC, "false"));
    assertThat(Instrumentations.isEnabled("jdbc")).isFalse();
    assertThat(Instrumentations.isEnabled("http")).isTrue();
  }

  @Test
  void allCanBeOffButThoseThatAreSwitchedOn() {
    init(Map.of(ALL, "false", JDBC, "true"));
    assertThat(Instrumentations.isEnabled("jdbc")).isTrue();
    assertThat(Instrumentations.isEnabled("http")).isFalse();
    assertThat(Instrumentations.isEnabled("redis")).isFalse();
  }

  @Test
  void theFileAndTheCodeDecideToo() throws IOException {
    Files.writeString(folder.resolve(".env"), JDBC + "=false\n");
    init(Map.of());
    assertThat(Instrumentations.isEnabled("jdbc")).isFalse();
    Initialization.reset();
    TracingOptions code =
        TracingOptions.builder().property("otel.instrumentation.http.enabled", "false").build();
    Initialization.init(code, new Surroundings(Map.of(), Map.of(), folder));
    assertThat(Instrumentations.isEnabled("http")).isFalse();
  }

  @Test
  void aValueThatMakesNoSenseIsNamedAndLeavesItOn() {
    init(Map.of(JDBC, "maybe"));
    assertThat(Instrumentations.isEnabled("jdbc")).isTrue();
    assertThat(log.lines())
        .contains(
            "WARNING "
                + JDBC
                + " 'maybe' makes no sense: allowed is true or false; the default applies");
  }

  @Test
  void thePropertyOfTheProcessHoldsWhereNothingWasInitialised() {
    String property = "otel.instrumentation.redis.enabled";
    System.setProperty(property, "false");
    try {
      assertThat(Instrumentations.isEnabled("redis")).isFalse();
    } finally {
      System.clearProperty(property);
    }
  }
}
