package dev.clew.instrumentation.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.TracingHandle;
import dev.clew.instrumentation.test.CollectedSpans;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

/// An application with Boot's actuator and Micrometer's bridge to OpenTelemetry.
@Timeout(120)
class BesideMicrometerTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  void aRequestThatIsObservedHasOneServerSpan() throws Exception {
    try (ConfigurableApplicationContext shop =
        Shop.start("management.observations.enable.all=true")) {
      assertThat(Shop.get(shop, "/orders/7").headers().firstValue("traceparent")).isPresent();
      spans
          .await(5)
          .assertTree(
              """
              http get /orders/{id}  SERVER
                stock.take
                order.load
                  payment.charge
                    card.charge
              """);
    }
  }

  @Test
  void spansAndObservationsAreChildrenOfEachOther() {
    try (ConfigurableApplicationContext shop =
        Shop.start("management.observations.enable.all=true")) {
      ObservationRegistry observations = shop.getBean(ObservationRegistry.class);
      ClewTracer tracer = shop.getBean(ClewTracer.class);
      tracer.withSpan(
          "import",
          () ->
              Observation.createNotStarted("parse", observations)
                  .observe(() -> tracer.withSpan("row", () -> {})));
      spans.assertTree(
          """
          import
            parse
              row
          """);
    }
  }

  @Test
  void theOpenTelemetryOfBootStepsBack() {
    try (ConfigurableApplicationContext shop = Shop.start()) {
      assertThat(shop.getBean(OpenTelemetry.class))
          .isSameAs(shop.getBean(TracingHandle.class).openTelemetry());
    }
  }
}
