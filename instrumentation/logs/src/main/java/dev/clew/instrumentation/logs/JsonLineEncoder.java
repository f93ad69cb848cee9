package dev.clew.instrumentation.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import org.slf4j.event.KeyValuePair;

/// A Logback encoder that writes each event as a line of JSON: `timestamp` (ISO 8601, UTC,
/// milliseconds), `level` (lower case), `message`, the event's key-value pairs, the values of its
/// MDC, with the trace ids that a {@link TraceIdAppender} puts there, `logger`, `thread`, and
/// `stack_trace` where something was thrown.
///
/// ```xml
/// <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
///   <encoder class="dev.clew.instrumentation.logs.JsonLineEncoder"/>
/// </appender>
/// ```
///
/// Key-value pairs are those of SLF4J's `log.atInfo().addKeyValue("job_id", id).log("Job
/// created")`.
public final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  /// For Logback's configuration.
  ///
  /// ```java
  /// console.setEncoder(new JsonLineEncoder());
  /// ```
  public JsonLineEncoder() {}

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    JsonLine line =
        new JsonLine(event.getInstant(), event.getLevel().toString(), event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        line.add(pair.key, pair.value);
      }
    }
    event.getMDCPropertyMap().forEach(line::add);
    line.add("logger", event.getLoggerName()).add("thread", event.getThreadName());
    if (event.getThrowableProxy() != null) {
      line.add("stack_trace", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
