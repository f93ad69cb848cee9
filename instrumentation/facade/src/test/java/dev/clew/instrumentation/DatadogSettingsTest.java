package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.Surroundings;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What Datadog's options and variables mean here.
class DatadogSettingsTest {
  @RegisterExtension final LoggedLines log = new LoggedLines();
  @TempDir Path folder;

  @BeforeEach
  @AfterEach
  void startAnew() {
    Initialization.reset();
  }

  private Surroundings surroundings(String... variables) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return new Surroundings(environment, Map.of(), folder);
  }

  /// Whether each span says that it is for analytics, by name.
  private Map<String, Boolean> analytics(boolean option, String... variables) throws IOException {
    Initialization.reset();
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      TracingOptions options =
          TracingOptions.builder()
              .property("otel.exporter.otlp.endpoint", receiver.url())
              .analytics(option)
              .build();
      try (TracingHandle tracing = Initialization.init(options, surroundings(variables))) {
        Tracing.withSpan("order.create", () -> Tracing.withSpan("order.store", () -> {}));
      }
      Map<String, Boolean> marked = new HashMap<>();
      for (Span span : receiver.spans()) {
        marked.put(
            span.getName(),
            span.getAttributesList().stream()
                .anyMatch(
                    attribute ->
                        attribute.getKey().equals("analytics.event")
                            && attribute.getValue().getBoolValue()));
      }
      return marked;
    }
  }

  @Test
  @Row({"2.051", "2.083"})
  void analyticsMarksTheFirstSpanOfTheService() throws IOException {
    Map<String, Boolean> first = Map.of("order.create", true, "order.store", false);
    Map<String, Boolean> none = Map.of("order.create", false, "order.store", false);
    assertThat(analytics(false)).isEqualTo(none);
    assertThat(analytics(true)).isEqualTo(first);
    assertThat(analytics(false, "DD_TRACE_ANALYTICS_ENABLED", "true")).isEqualTo(first);
    assertThat(analytics(true, "DD_TRACE_ANALYTICS_ENABLED", "0")).isEqualTo(none);
  }

  @Test
  void aValueThatIsNeitherYesNorNoIsNamed() {
    Initialization.init(
        TracingOptions.none(),
        surroundings("DD_LOGS_INJECTION", "perhaps", "OTEL_TRACES_EXPORTER", "none"));
    assertThat(log.lines())
        .contains(
            "WARNING DD_LOGS_INJECTION 'perhaps' makes no sense: allowed is true or false; the"
                + " default applies");
  }

  @Test
  void logInjectionIsAskedForByItsVariable() {
    TracingHandle tracing =
        Initialization.init(
            TracingOptions.none(),
            surroundings("DD_LOGS_INJECTION", "1", "OTEL_TRACES_EXPORTER", "none"));
    assertThat(tracing.setting("clew.logs.injection")).isEqualTo("true");
  }
}
