package dev.clew.instrumentation.jdbc;

import dev.clew.instrumentation.Instrumentations;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.Instrumenter;
import io.opentelemetry.instrumentation.api.instrumenter.SpanKindExtractor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Begins the spans of one data source's statements.
final class DbSpans {
  private static final String SCOPE = "dev.clew.instrumentation.jdbc";

  private final JdbcTracing options;
  private final @Nullable PoolUsage pool;
  private volatile @Nullable Instrumenter<DbCall, DbResult> instrumenter;
  private volatile boolean enabled;

  /// For statements of a data source.
  ///
  /// @param pool null unless its usage is asked for
  DbSpans(JdbcTracing options, @Nullable PoolUsage pool) {
    this.options = options;
    this.pool = pool;
  }

  JdbcTracing options() {
    return options;
  }

  @Nullable PoolUsage pool() {
    return pool;
  }

  /// Begins a call's span; null where it is to have none: tracing is not initialised or switched
  /// off, or another instrumentation has made one.
  @Nullable RunningCall start(Supplier<DbCall> described) {
    try {
      Instrumenter<DbCall, DbResult> spans = instrumenter();
      if (spans == null) {
        return null;
      }
      Context parent = Context.current();
      DbCall call = described.get();
      return spans.shouldStart(parent, call)
          ? new RunningCall(spans, call, spans.start(parent, call))
          : null;
    } catch (RuntimeException e) {
      Instrumentations.failed("beginning the span of a statement", e);
      return null;
    }
  }

  /// Whether spans are made at all.
  boolean isOn() {
    try {
      return instrumenter() != null && enabled;
    } catch (RuntimeException e) {
      Instrumentations.failed("initialising the spans of statements", e);
      return false;
    }
  }

  private @Nullable Instrumenter<DbCall, DbResult> instrumenter() {
    Instrumenter<DbCall, DbResult> known = instrumenter;
    if (known != null) {
      return known;
    }
    OpenTelemetry openTelemetry = options.openTelemetry();
    return openTelemetry == null ? null : make(openTelemetry);
  }

  private synchronized Instrumenter<DbCall, DbResult> make(OpenTelemetry openTelemetry) {
    Instrumenter<DbCall, DbResult> known = instrumenter;
    if (known != null) {
      return known;
    }
    enabled = Instrumentations.isEnabled("jdbc");
    Instrumenter<DbCall, DbResult> made =
        Instrumenter.<DbCall, DbResult>builder(
                openTelemetry, SCOPE, call -> call.name(options.names()))
            .addAttributesExtractor(new DbAttributes(options.hasOldNames()))
            .setSpanStatusExtractor(
                (status, call, result, error) -> {
                  if (error != null) {
                    String message = error.getMessage();
                    status.setStatus(StatusCode.ERROR, message == null ? "" : message);
                  }
                })
            .setEnabled(enabled)
            .buildInstrumenter(SpanKindExtractor.alwaysClient());
    if (pool != null && enabled) {
      pool.measure(openTelemetry.getMeter(SCOPE));
    }
    instrumenter = made;
    return made;
  }
}
