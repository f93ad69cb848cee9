package dev.clew.instrumentation.spi.export;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.time.Duration;

/// How much an exporter's queue holds and how long it waits: OpenTelemetry's settings `OTEL_BSP_*`,
/// with their defaults.
///
/// @param queue spans that wait at most; further ones are dropped and counted
/// @param batch spans that are exported at once at most, and that wake the exporter
/// @param delay how long a span waits at most while fewer than a batch are there
/// @param timeout how long the answer to one batch may take
record ExportLimits(int queue, int batch, Duration delay, Duration timeout) {
  private static final int QUEUE = 2048;
  private static final int BATCH = 512;
  private static final Duration DELAY = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  static ExportLimits of(ConfigProperties config) {
    int queue = Math.max(1, config.getInt("otel.bsp.max.queue.size", QUEUE));
    int batch = Math.max(1, config.getInt("otel.bsp.max.export.batch.size", BATCH));
    return new ExportLimits(
        queue,
        Math.min(batch, queue),
        config.getDuration("otel.bsp.schedule.delay", DELAY),
        config.getDuration("otel.bsp.export.timeout", TIMEOUT));
  }

  /// Spans that wake the exporter: a batch, or the first where each is sent at once.
  int wakeAt(boolean simple) {
    return simple ? 1 : batch;
  }
}
