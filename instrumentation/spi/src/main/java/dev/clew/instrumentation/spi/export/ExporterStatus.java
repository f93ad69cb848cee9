package dev.clew.instrumentation.spi.export;

import java.util.Map;

/// What one exporter has done since the start.
///
/// ```java
/// for (ExporterStatus exporter : tracing.exporters()) {
///   log.info(exporter.name() + " delivered " + exporter.exported());
/// }
/// ```
///
/// @param name as `otlp` or `jaeger`
/// @param waiting spans in its queue
/// @param exported spans that it delivered
/// @param lost spans that it did not deliver, by reason: `queue_full`, `timeout`, `too_large`,
///     `shut_down`, the code of an answer or the name of an exception
public record ExporterStatus(String name, int waiting, long exported, Map<String, Long> lost) {
  /// Spans that it did not deliver, for whatever reason.
  ///
  /// ```java
  /// long dropped = exporter.lostInAll();
  /// ```
  public long lostInAll() {
    return lost.values().stream().mapToLong(Long::longValue).sum();
  }
}
