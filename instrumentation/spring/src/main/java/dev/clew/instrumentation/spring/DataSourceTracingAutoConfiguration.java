package dev.clew.instrumentation.spring;

import dev.clew.instrumentation.TracingHandle;
import dev.clew.instrumentation.jdbc.JdbcTracing;
import io.opentelemetry.api.OpenTelemetry;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/// Makes a span of each statement of each `DataSource` bean, where `clew-instrumentation-jdbc` is
/// on the class path.
///
/// The bean keeps its class. A bean of type {@link JdbcTracing} holds the choices;
/// `otel.instrumentation.jdbc.enabled=false` switches it off.
///
/// ```java
/// @Bean
/// JdbcTracing jdbc() {
///   return JdbcTracing.builder().rowCounts(true).build();
/// }
/// ```
@AutoConfiguration(after = TracingAutoConfiguration.class)
@ConditionalOnClass({JdbcTracing.class, DataSource.class})
@ConditionalOnProperty(
    name = "otel.instrumentation.jdbc.enabled",
    havingValue = "true",
    matchIfMissing = true)
public final class DataSourceTracingAutoConfiguration {
  DataSourceTracingAutoConfiguration() {}

  @Bean
  static TracedDataSources clewDataSources(
      ObjectProvider<JdbcTracing> choices,
      ObjectProvider<OpenTelemetry> given,
      ObjectProvider<TracingHandle> tracing) {
    return new TracedDataSources(
        () ->
            choices.getIfUnique(
                () ->
                    JdbcTracing.builder()
                        .openTelemetry(given.getIfUnique(() -> tracing.getObject().openTelemetry()))
                        .build()));
  }
}
