package dev.clew.instrumentation.spring;

import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/// Lets Micrometer's observations be children of spans that others made, where its bridge to
/// OpenTelemetry is on the class path.
///
/// ```java
/// tracer.withSpan("import", () -> Observation.start("parse", registry).stop());
/// ```
@AutoConfiguration(
    beforeName = {
      "org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration",
      "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration"
    })
@ConditionalOnClass(OtelCurrentTraceContext.class)
public final class MicrometerTracingAutoConfiguration {
  MicrometerTracingAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  OtelCurrentTraceContext clewCurrentTraceContext() {
    return new CurrentSpan();
  }
}
