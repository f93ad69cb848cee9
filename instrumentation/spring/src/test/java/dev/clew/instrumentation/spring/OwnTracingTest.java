package dev.clew.instrumentation.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.FreshTracing;
import dev.clew.instrumentation.OtlpReceiver;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.TracingHandle;
import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.http.HttpTracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/// Whose OpenTelemetry traces, and what Spring's environment says to it.
@Timeout(120)
class OwnTracingTest {
  @RegisterExtension final FreshTracing fresh = new FreshTracing();
  @RegisterExtension final LoggedLines log = new LoggedLines();

  @Test
  void startsBeforeTheBeansWithTheSettingsOfSpringAndSendsWhenTheContextCloses() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      ConfigurableApplicationContext shop =
          Shop.start(
              Warm.class,
              "spring.application.name=shop",
              "clew.environment=${stage:staging}",
              "otel.propagators[0]=tracecontext",
              "otel.propagators[1]=b3",
              "otel.traces.sampler=always_on",
              "otel.exporter.otlp.endpoint=" + receiver.url());
      TracingHandle tracing = shop.getBean(TracingHandle.class);
      assertThat(tracing.isAdopted()).isFalse();
      assertThat(tracing.setting("otel.propagators")).isEqualTo("tracecontext,b3");
      assertThat(shop.getBean(OpenTelemetry.class)).isSameAs(tracing.openTelemetry());
      Shop.get(shop, "/orders/7");
      shop.close();
      assertThat(receiver.spans())
          .extracting("name")
          .contains("warm.up", "GET /orders/{id}", "order.load", "payment.charge", "cool.down");
      assertThat(receiver.resource())
          .containsEntry("service.name", "shop")
          .containsEntry("deployment.environment.name", "staging");

      // As devtools and tests do it: one context after the other in one process.
      try (ConfigurableApplicationContext next = Shop.start()) {
        next.getBean(Shop.Stock.class).take();
      }
      assertThat(receiver.spans()).extracting("name").contains("stock.take");
    }
  }

  @Test
  void aNameForOpenTelemetryIsStrongerThanTheApplicationsName() {
    try (ConfigurableApplicationContext shop =
        Shop.start(
            "spring.application.name=shop",
            "otel.service.name=orders",
            "clew.lint.allow=${no.such.property}",
            "otel.traces.exporter=none")) {
      assertThat(shop.getBean(TracingHandle.class).setting("otel.service.name"))
          .isEqualTo("orders");
    }
  }

  @Test
  void anOpenTelemetryBeanIsAdopted() throws Exception {
    try (ConfigurableApplicationContext shop = Shop.start(OfTheApplication.class)) {
      assertThat(shop.getBean(TracingHandle.class).isAdopted()).isTrue();
      Shop.get(shop, "/orders/7");
      Tracing.withSpan("static", () -> {});
      assertThat(shop.getBean(OfTheApplication.class).spans)
          .extracting(SpanData::getName)
          .contains("GET /orders/{id}", "order.load", "payment.charge", "card.charge", "static");
    }
  }

  @Test
  void beansOfTheApplicationComeInThePlaceOfOurs() throws Exception {
    try (ConfigurableApplicationContext shop =
        Shop.start(Chosen.class, "otel.traces.exporter=none")) {
      assertThat(shop.getBean(ClewTracer.class)).isSameAs(Chosen.TRACER);
      assertThat(Shop.get(shop, "/orders/7").headers().firstValue("traceparent")).isEmpty();
      assertThat(Shop.get(shop, "/cached").headers().firstValue("traceparent")).isPresent();
    }
  }

  /// Makes spans while it is made and destroyed.
  static class Warm {
    @Bean(destroyMethod = "coolDown")
    Heater heater() {
      Tracing.withSpan("warm.up", () -> {});
      return new Heater();
    }
  }

  static class Heater {
    public void coolDown() {
      Tracing.withSpan("cool.down", () -> {});
    }
  }

  static class OfTheApplication {
    final List<SpanData> spans = new CopyOnWriteArrayList<>();

    @Bean
    OpenTelemetry openTelemetry() {
      return OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(new ListExporter(spans)))
                  .build())
          .build();
    }
  }

  static class Chosen {
    static final ClewTracer TRACER = Tracing.tracer("chosen");

    @Bean
    ClewTracer tracer() {
      return TRACER;
    }

    @Bean
    HttpTracing http() {
      return HttpTracing.builder().ignoredPaths("/orders/7").build();
    }
  }
}
