package dev.clew.instrumentation.logs;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/// The appenders of the Logback that SLF4J logs to.
final class LogbackAppenders {
  private LogbackAppenders() {}

  /// Sets a {@link TraceIdAppender} before each appender that has none, as the configuration stands
  /// now.
  ///
  /// @return false where SLF4J does not log to Logback
  static boolean trace() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      return false;
    }
    for (Logger logger : context.getLoggerList()) {
      List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
      logger.iteratorForAppenders().forEachRemaining(appenders::add);
      for (Appender<ILoggingEvent> appender : appenders) {
        if (!(appender instanceof TraceIdAppender)) {
          logger.addAppender(before(appender, context));
          logger.detachAppender(appender);
        }
      }
    }
    return true;
  }

  private static TraceIdAppender before(Appender<ILoggingEvent> appender, LoggerContext context) {
    TraceIdAppender traced = new TraceIdAppender();
    traced.setContext(context);
    traced.setName(appender.getName());
    traced.addAppender(appender);
    traced.start();
    return traced;
  }
}
