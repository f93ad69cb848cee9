package dev.clew.instrumentation.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JavaUtilLoggingTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private static List<String> lines(Formatter formatter, Consumer<Logger> application) {
    Logger logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    StreamHandler handler = new StreamHandler(written, formatter);
    handler.setLevel(Level.ALL);
    logger.addHandler(handler);
    application.accept(logger);
    handler.close();
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  @Row({"3.122", "3.126"})
  void addsTheIdsAtTheEndOfTheMessage() {
    List<String> lines =
        lines(
            new TraceIdFormatter(),
            log -> {
              Tracing.withSpan(
                  "job",
                  () -> log.log(Level.INFO, "Job processing started, job_id={0}", "job-123"));
              log.info("after");
            });
    String ids =
        " trace_id=%s span_id=%s trace_sampled=true"
            .formatted(spans.named("job").getTraceId(), spans.named("job").getSpanId());
    assertThat(lines).anyMatch(line -> line.endsWith("started, job_id=job-123" + ids));
    assertThat(lines).anyMatch(line -> line.endsWith("after"));
  }

  @Test
  void leavesAStackTraceBelowTheMessageAndItsIds() {
    List<String> lines =
        lines(
            new TraceIdFormatter(),
            log ->
                Tracing.withSpan(
                    "job", () -> log.log(Level.WARNING, "failed", new IllegalStateException("x"))));
    assertThat(lines.get(1)).contains("failed trace_id=").endsWith("trace_sampled=true");
    assertThat(lines.get(2)).isEqualTo("java.lang.IllegalStateException: x");
  }

  @Test
  void worksOnAnyFormatter() {
    Formatter bare =
        new Formatter() {
          @Override
          public String format(LogRecord record) {
            return record.getLevel() + "\n";
          }
        };
    List<String> lines =
        lines(new TraceIdFormatter(bare), log -> Tracing.withSpan("job", () -> log.info("secret")));
    assertThat(lines).singleElement().asString().startsWith("INFO trace_id=");
  }

  @Test
  @Row("4.093")
  void writesALineOfJson() throws Exception {
    List<String> lines =
        lines(
            new JsonLineFormatter(),
            log ->
                Tracing.withSpan(
                    "job",
                    () -> {
                      log.log(Level.SEVERE, "it \"failed\"", new IllegalStateException("x"));
                      log.fine("more");
                    }));
    JsonNode line = new ObjectMapper().readTree(lines.get(0));
    assertThat(line.get("level").asText()).isEqualTo("error");
    assertThat(line.get("message").asText()).isEqualTo("it \"failed\"");
    assertThat(line.get("trace_id").asText()).isEqualTo(spans.named("job").getTraceId());
    assertThat(line.get("stack_trace").asText()).startsWith("java.lang.IllegalStateException: x");
    assertThat(new ObjectMapper().readTree(lines.get(1)).get("level").asText()).isEqualTo("debug");
  }
}
