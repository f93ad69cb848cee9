package dev.clew.instrumentation.logs;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/// A formatter of `java.util.logging` that adds the ids of the span that is current to what another
/// formatter writes, at the end of the message's line: ` trace_id=… span_id=… trace_sampled=true`.
///
/// ```properties
/// java.util.logging.ConsoleHandler.formatter = dev.clew.instrumentation.logs.TraceIdFormatter
/// ```
///
/// A handler that formats on another thread than the one that logs finds no span there.
public final class TraceIdFormatter extends Formatter {
  private final Formatter written;

  /// Adds the ids to the lines of a `SimpleFormatter`, whose format stays that of
  /// `java.util.logging.SimpleFormatter.format`.
  ///
  /// ```java
  /// handler.setFormatter(new TraceIdFormatter());
  /// ```
  public TraceIdFormatter() {
    this(new SimpleFormatter());
  }

  /// Adds the ids to the lines of a formatter.
  ///
  /// ```java
  /// handler.setFormatter(new TraceIdFormatter(handler.getFormatter()));
  /// ```
  public TraceIdFormatter(Formatter written) {
    this.written = written;
  }

  @Override
  public String format(LogRecord record) {
    String text = written.format(record);
    if (!TraceIds.areThere()) {
      return text;
    }
    String message = formatMessage(record);
    int at = message.isEmpty() ? -1 : text.indexOf(message);
    int end = at < 0 ? text.stripTrailing().length() : at + message.length();
    StringBuilder line = new StringBuilder(text.length() + 100).append(text, 0, end);
    TraceIds.each(
        LogInjection.isOn(),
        (name, value) -> line.append(' ').append(name).append('=').append(value));
    return line.append(text, end, text.length()).toString();
  }

  @Override
  public String getHead(Handler handler) {
    return written.getHead(handler);
  }

  @Override
  public String getTail(Handler handler) {
    return written.getTail(handler);
  }
}
