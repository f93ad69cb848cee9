package dev.clew.instrumentation;

import dev.clew.instrumentation.spi.Settings;
import dev.clew.instrumentation.spi.Surroundings;
import io.opentelemetry.api.GlobalOpenTelemetry;
import org.jspecify.annotations.Nullable;

/// The one initialisation of a process, and what it chose. {@link TracingSetup} does the work.
final class Initialization {
  private static final Object LOCK = new Object();

  private static volatile ErrorClassifier errorClassifier = ErrorClassifier.standard();
  private static volatile OperationNames operationNames = OperationNames.DOTTED;
  private static volatile @Nullable TracingHandle handle;

  private Initialization() {}

  /// As {@link Tracing#init(TracingOptions)}, in an environment that is given.
  static TracingHandle init(TracingOptions options, Surroundings surroundings) {
    synchronized (LOCK) {
      TracingHandle first = handle;
      if (first != null) {
        if (!options.equals(first.options())) {
          TelemetryLog.warn("tracing is initialised already; other options have no effect");
        }
        return first;
      }
      errorClassifier = options.errorClassifier();
      operationNames = options.operationNames();
      TracingHandle made = TracingSetup.start(options, surroundings);
      handle = made;
      return made;
    }
  }

  /// Null before it.
  static @Nullable TracingHandle handle() {
    return handle;
  }

  /// The standard one before it.
  static ErrorClassifier errorClassifier() {
    return errorClassifier;
  }

  /// Those with dots before it.
  static OperationNames operationNames() {
    return operationNames;
  }

  /// What it found; null before it, and where another OpenTelemetry was adopted.
  static @Nullable Settings settings() {
    TracingHandle current = handle;
    return current == null ? null : current.settings();
  }

  /// As if nothing had been initialised yet, for tests of the initialisation.
  static void reset() {
    synchronized (LOCK) {
      TracingHandle first = handle;
      if (first != null) {
        first.close();
      }
      handle = null;
      errorClassifier = ErrorClassifier.standard();
      operationNames = OperationNames.DOTTED;
      GlobalOpenTelemetry.resetForTest();
      Tracing.TRACER.unbind();
    }
  }
}
