package dev.clew.instrumentation.logs;

import dev.clew.instrumentation.TracingHandle;
import dev.clew.instrumentation.TracingListener;
import java.util.logging.Logger;

/// Obeys the setting `clew.logs.injection`, which Datadog's `logInjection` and `DD_LOGS_INJECTION`
/// mean too: Datadog's ids join the others, and every appender of Logback gets a {@link
/// TraceIdAppender} before it.
///
/// ```java
/// Tracing.init(TracingOptions.builder().logInjection(true).build());
/// ```
public final class LogInjection implements TracingListener {
  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");
  private static volatile boolean on;

  /// For `java.util.ServiceLoader`.
  ///
  /// ```java
  /// new LogInjection().started(Tracing.init());
  /// ```
  public LogInjection() {}

  static boolean isOn() {
    return on;
  }

  @Override
  public void started(TracingHandle tracing) {
    on = "true".equalsIgnoreCase(tracing.setting("clew.logs.injection"));
    if (on && !(isLogbackThere() && LogbackAppenders.trace())) {
      LOGGER.info(
          "log injection found no Logback; for java.util.logging set TraceIdFormatter or"
              + " JsonLineFormatter");
    }
  }

  private static boolean isLogbackThere() {
    try {
      Class.forName("ch.qos.logback.classic.LoggerContext");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
