/// Traces a Spring Boot application that adds this module, without a line of code.
///
/// Open {@link dev.clew.instrumentation.spring.TracingAutoConfiguration} first: it starts tracing.
/// {@link dev.clew.instrumentation.spring.WebTracingAutoConfiguration} adds spans of requests,
/// {@link dev.clew.instrumentation.spring.TraceAnnotationAutoConfiguration} those of methods with
/// `@Trace`, {@link dev.clew.instrumentation.spring.DataSourceTracingAutoConfiguration} those of
/// statements, and {@link dev.clew.instrumentation.spring.MicrometerTracingAutoConfiguration} lets
/// Micrometer's observations join. Each steps back where the application has a bean of its own.
@NullMarked
package dev.clew.instrumentation.spring;

import org.jspecify.annotations.NullMarked;
