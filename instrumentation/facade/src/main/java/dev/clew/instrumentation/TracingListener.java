package dev.clew.instrumentation;

/// A part of the library, or of an application, that begins when tracing does.
///
/// It is found by `java.util.ServiceLoader`, and told once, when {@link Tracing#init} has set up
/// tracing or adopted what was there. What it throws is logged, and stops neither tracing nor the
/// others.
///
/// ```java
/// public final class QueueMetrics implements TracingListener {
///   @Override
///   public void started(TracingHandle tracing) {
///     Meter meter = tracing.openTelemetry().getMeter("queue");
///     meter.gaugeBuilder("queue.length").buildWithCallback(queue::report);
///   }
/// }
/// ```
public interface TracingListener {
  /// Tracing is on, or switched off by a setting.
  ///
  /// ```java
  /// new QueueMetrics().started(Tracing.init());
  /// ```
  void started(TracingHandle tracing);
}
