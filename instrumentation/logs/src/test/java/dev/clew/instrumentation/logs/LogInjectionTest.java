package dev.clew.instrumentation.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.TracingHandle;
import dev.clew.instrumentation.TracingOptions;
import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

class LogInjectionTest {
  @RegisterExtension final LoggedLines log = new LoggedLines();
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  @Row({"2.050", "1.124"})
  void putsTheIdsIntoTheLinesOfALogbackThatKnowsNothingOfThem() {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> plain = new ListAppender<>();
    plain.setContext(root.getLoggerContext());
    plain.setName("plain");
    plain.start();
    root.addAppender(plain);

    TracingHandle tracing = Tracing.init(TracingOptions.builder().logInjection(true).build());
    new LogInjection().started(tracing); // a second time changes nothing
    Tracing.withSpan("job", () -> LoggerFactory.getLogger("shop").info("in it"));

    assertThat(log.lines())
        .containsExactly(
            "INFO tracing is on: with the OpenTelemetry that is there already, instrumentation"
                + " logs");
    String low = spans.named("job").getTraceId().substring(16);
    Map<String, String> values = plain.list.get(0).getMDCPropertyMap();
    assertThat(plain.list).hasSize(1);
    assertThat(values)
        .containsEntry("trace_id", spans.named("job").getTraceId())
        .containsEntry("span_id", spans.named("job").getSpanId())
        .containsEntry("dd.trace_id", Long.toUnsignedString(Long.parseUnsignedLong(low, 16)))
        .containsKey("dd.span_id");
  }
}
