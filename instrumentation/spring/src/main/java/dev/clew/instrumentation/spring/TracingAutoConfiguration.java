package dev.clew.instrumentation.spring;

import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.ErrorClassifier;
import dev.clew.instrumentation.OperationTracer;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.TracingHandle;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/// Starts tracing before the application's beans are made, and gives them what they trace with.
///
/// An `OpenTelemetry` bean or the global one is adopted, and shut down by its owner. Where there is
/// none, {@link Tracing#init} makes one, with the properties `otel.*` and `clew.*` of Spring's
/// environment and `spring.application.name` as what the code says. When the context closes, its
/// spans are sent; when the process ends, tracing stops after the last context has closed.
///
/// ```java
/// @RestController
/// class Orders {
///   Orders(ClewTracer tracer, OperationTracer operations) { … }
/// }
/// ```
@AutoConfiguration(
    afterName =
        "io.opentelemetry.instrumentation.spring.autoconfigure.OpenTelemetryAutoConfiguration",
    // Boot's own OpenTelemetry makes spans that go nowhere unless more is added, and steps back.
    beforeName = {
      "org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration",
      "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration"
    })
public final class TracingAutoConfiguration {
  /// The instrumentation scope of the spans made by beans.
  static final String SCOPE = "dev.clew.instrumentation.spring";

  TracingAutoConfiguration() {}

  /// Comes before the first bean is made that the application asks for.
  @Bean
  static BeanFactoryInitializer<ListableBeanFactory> clewTracingStart() {
    return beans -> beans.getBeanProvider(TracingHandle.class).stream().forEach(handle -> {});
  }

  @Bean(destroyMethod = "flush")
  @ConditionalOnSingleCandidate(OpenTelemetry.class)
  @ConditionalOnMissingBean
  TracingHandle clewAdoptedTracing(
      OpenTelemetry given,
      ObjectProvider<ErrorClassifier> errors,
      ConfigurableEnvironment environment) {
    if (!GlobalOpenTelemetry.isSet()) {
      GlobalOpenTelemetry.set(given);
    }
    return start(errors, environment);
  }

  // Flushed and not closed: another context of the process may come, and finds tracing as it was.
  @Bean(destroyMethod = "flush")
  @ConditionalOnMissingBean
  TracingHandle clewTracing(
      ObjectProvider<ErrorClassifier> errors, ConfigurableEnvironment environment) {
    TracingHandle tracing = start(errors, environment);
    if (!tracing.isAdopted()) {
      SpringApplication.getShutdownHandlers().add(tracing::close);
    }
    return tracing;
  }

  private static TracingHandle start(
      ObjectProvider<ErrorClassifier> errors, ConfigurableEnvironment environment) {
    return Tracing.init(
        SpringSettings.of(environment)
            .errorClassifier(errors.getIfUnique(ErrorClassifier::standard))
            .closeAtExit(false)
            .build());
  }

  @Bean(destroyMethod = "")
  @ConditionalOnMissingBean
  OpenTelemetry clewOpenTelemetry(TracingHandle tracing) {
    return tracing.openTelemetry();
  }

  @Bean
  @ConditionalOnMissingBean
  ClewTracer clewTracer(
      ObjectProvider<OpenTelemetry> given,
      TracingHandle tracing,
      ObjectProvider<ErrorClassifier> errors) {
    return ClewTracer.create(given.getIfUnique(tracing::openTelemetry), SCOPE)
        .withErrorClassifier(errors.getIfUnique(ErrorClassifier::standard));
  }

  @Bean
  @ConditionalOnMissingBean
  OperationTracer clewOperationTracer(ClewTracer tracer) {
    return OperationTracer.create(tracer);
  }
}
