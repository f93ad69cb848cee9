package dev.clew.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/// Writes an event as one line of fields; what differs is how a field is written.
abstract class EventLayout extends LayoutBase<ILoggingEvent> {
  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    begin(line);
    field(line, "time", event.getInstant().toString());
    field(line, "level", event.getLevel().toString().toLowerCase(Locale.ROOT));
    field(line, "logger", event.getLoggerName());
    field(line, "message", event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        field(line, pair.key, String.valueOf(pair.value));
      }
    }
    if (event.getThrowableProxy() != null) {
      field(line, "exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    end(line);
    return line.append('\n').toString();
  }

  abstract void begin(StringBuilder line);

  abstract void field(StringBuilder line, String key, String value);

  abstract void end(StringBuilder line);
}
