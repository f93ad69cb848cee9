package dev.clew.instrumentation.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.test.CollectedSpans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocTest {
  private static final Pattern APPENDERS =
      Pattern.compile("```xml\n(<appender name=\"console\".*?)```", Pattern.DOTALL);

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  void theExamplesWriteTheLineThatIsShown() throws Exception {
    Matcher xml = APPENDERS.matcher(Files.readString(Path.of("../../docs/library/signals.md")));
    assertThat(xml.find()).isTrue();
    String appenders = xml.group(1).replace("name=\"traced\"", "name=\"root\"");
    try (LogbackLines log = new LogbackLines(appenders)) {
      Tracing.withSpan("job.run", () -> DocExamples.jobStarted(log.logger()));
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("\"message\":\"Job processing started\",\"job_id\":\"job-123\",")
          .contains("\"trace_id\":\"" + spans.named("job.run").getTraceId() + "\"");
    }
    ConsoleHandler handler = new ConsoleHandler();
    DocExamples.javaUtilLogging(handler);
    assertThat(handler.getFormatter()).isInstanceOf(JsonLineFormatter.class);
  }
}
