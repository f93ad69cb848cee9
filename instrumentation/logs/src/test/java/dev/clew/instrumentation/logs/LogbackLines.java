package dev.clew.instrumentation.logs;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.MDC;

/// A Logback of its own, configured with XML as an application's, and the lines it writes to the
/// console.
final class LogbackLines implements AutoCloseable {
  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream console = System.out;

  /// @param appenders the XML of appenders, of which the one named `root` is the root logger's
  LogbackLines(String appenders) throws JoranException {
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    context.setMDCAdapter(MDC.getMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    String xml =
        "<configuration>"
            + appenders
            + "<root level='info'><appender-ref ref='root'/></root></configuration>";
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  Logger logger() {
    return context.getLogger("shop.Jobs");
  }

  List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /// Stops it, so that what waits in an asynchronous appender is written.
  @Override
  public void close() {
    context.stop();
    System.setOut(console);
  }
}
