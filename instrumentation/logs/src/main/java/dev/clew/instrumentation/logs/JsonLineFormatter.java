package dev.clew.instrumentation.logs;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// A formatter of `java.util.logging` that writes each record as a line of JSON, with the names of
/// {@link JsonLineEncoder} and the ids of the span that is current.
///
/// ```properties
/// java.util.logging.ConsoleHandler.formatter = dev.clew.instrumentation.logs.JsonLineFormatter
/// ```
///
/// A handler that formats on another thread than the one that logs finds no span there.
public final class JsonLineFormatter extends Formatter {
  /// For the configuration of `java.util.logging`.
  ///
  /// ```java
  /// handler.setFormatter(new JsonLineFormatter());
  /// ```
  public JsonLineFormatter() {}

  @Override
  public String format(LogRecord record) {
    JsonLine line =
        new JsonLine(record.getInstant(), level(record.getLevel()), formatMessage(record));
    TraceIds.each(LogInjection.isOn(), line::add);
    line.add("logger", record.getLoggerName()).add("thread", Thread.currentThread().getName());
    if (record.getThrown() != null) {
      StringWriter trace = new StringWriter();
      record.getThrown().printStackTrace(new PrintWriter(trace));
      line.add("stack_trace", trace.toString());
    }
    return line.toString();
  }

  /// In the words of the other logging libraries, which whoever reads the lines expects.
  private static String level(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return "error";
    } else if (value >= Level.WARNING.intValue()) {
      return "warn";
    } else if (value >= Level.INFO.intValue()) {
      return "info";
    }
    return value >= Level.FINE.intValue() ? "debug" : "trace";
  }
}
