package dev.clew.instrumentation.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

class LogbackTest {
  private static final String PATTERN =
      """
      <appender name='console' class='ch.qos.logback.core.ConsoleAppender'>
        <encoder><pattern>%m t=%X{trace_id} s=%X{span_id} k=%X{trace_sampled} u=%X{user}%n</pattern></encoder>
      </appender>
      """;
  private static final String JSON =
      """
      <appender name='console' class='ch.qos.logback.core.ConsoleAppender'>
        <encoder class='dev.clew.instrumentation.logs.JsonLineEncoder'/>
      </appender>
      """;
  private static final String TRACED =
      """
      <appender name='root' class='dev.clew.instrumentation.logs.TraceIdAppender'>
        <appender-ref ref='console'/>
      </appender>
      """;

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  @Row({"3.122"})
  void everyLineHasTheIdsOfTheSpanItWasWrittenInAndNoOther() throws Exception {
    try (LogbackLines log = new LogbackLines(PATTERN + TRACED)) {
      MDC.put("user", "ann");
      log.logger().info("before");
      Tracing.withSpan(
          "job",
          () -> {
            log.logger().info("outer");
            Tracing.withSpan("step", () -> log.logger().info("inner"));
            log.logger().info("outer again");
          });
      log.logger().info("after");
      MDC.clear();

      String trace = spans.named("job").getTraceId();
      String outer = " t=" + trace + " s=" + spans.named("job").getSpanId() + " k=true";
      String inner = " t=" + trace + " s=" + spans.named("step").getSpanId() + " k=true";
      assertThat(log.lines())
          .containsExactly(
              "before t= s= k= u=ann",
              "outer" + outer + " u=ann",
              "inner" + inner + " u=ann",
              "outer again" + outer + " u=ann",
              "after t= s= k= u=ann");
    }
  }

  @Test
  void theSpanOfTheWriterCountsBeforeAnAsynchronousAppender() throws Exception {
    String async =
        """
        <appender name='later' class='ch.qos.logback.classic.AsyncAppender'>
          <appender-ref ref='console'/>
        </appender>
        """;
    LogbackLines log = new LogbackLines(PATTERN + async + TRACED.replace("'console'", "'later'"));
    try (log) {
      Tracing.withSpan("job", () -> log.logger().info("later"));
    }
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("later t=" + spans.named("job").getTraceId());
  }

  @Test
  @Row({"3.126", "4.093"})
  void writesALineOfJsonWithTheIdsAndWhatTheCallAdds() throws Exception {
    try (LogbackLines log = new LogbackLines(JSON + TRACED)) {
      Tracing.withSpan(
          "job",
          () ->
              log.logger()
                  .atInfo()
                  .addKeyValue("job_id", "job-123")
                  .addKeyValue("attempt", 2)
                  .log("Job processing {}", "started"));
      Map<String, Object> line = json(log.lines().get(0));
      assertThat(line)
          .containsEntry("level", "info")
          .containsEntry("message", "Job processing started")
          .containsEntry("job_id", "job-123")
          .containsEntry("attempt", 2)
          .containsEntry("trace_id", spans.named("job").getTraceId())
          .containsEntry("span_id", spans.named("job").getSpanId())
          .containsEntry("trace_sampled", "true")
          .containsEntry("logger", "shop.Jobs")
          .doesNotContainKey("dd.trace_id");
      assertThat(line.keySet()).startsWith("timestamp", "level", "message", "job_id");
      assertThat(line.get("timestamp"))
          .asString()
          .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }
  }

  @Test
  void aLineOfJsonIsOneLineWhateverIsInIt() throws Exception {
    String hostile = "a\nb\r\n\"quoted\" \\ \u0000 \u001b[31m \u2028 \uD83D\uDE00 \uD83D!";
    try (LogbackLines log = new LogbackLines(JSON + TRACED)) {
      log.logger().atError().setCause(new IllegalStateException("x")).log(hostile);
      assertThat(log.lines()).hasSize(1);
      Map<String, Object> line = json(log.lines().get(0));
      assertThat(line).containsEntry("message", hostile).containsEntry("level", "error");
      assertThat(line.get("stack_trace")).asString().contains("IllegalStateException: x\n\tat ");
    }
  }

  @Test
  @Row("2.050")
  void datadogsIdsAreDecimalAndOfATraceIdTheLowerHalf() throws Exception {
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            "4bf92f3577b34da6a3ce929d0e0e4736",
            "f0f067aa0ba902b7",
            TraceFlags.getDefault(),
            TraceState.getDefault());
    String injecting =
        TRACED.replace("<appender-ref", "<logInjection>true</logInjection><appender-ref");
    try (LogbackLines log = new LogbackLines(JSON + injecting);
        Scope current = Span.wrap(remote).makeCurrent()) {
      log.logger().info("here");
      assertThat(json(log.lines().get(0)))
          .containsEntry("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736")
          .containsEntry("span_id", "f0f067aa0ba902b7")
          .containsEntry("trace_sampled", "false")
          .containsEntry("dd.trace_id", "11803532876627986230")
          .containsEntry("dd.span_id", "17361490543550988983");
    }
  }

  private static Map<String, Object> json(String line) throws Exception {
    return new ObjectMapper().readValue(line, new TypeReference<>() {});
  }

  @Test
  void anAppenderCanBeTakenFromItAgain() throws Exception {
    try (LogbackLines log = new LogbackLines(PATTERN + TRACED)) {
      var traced =
          (TraceIdAppender) log.logger().getLoggerContext().getLogger("ROOT").getAppender("root");
      var console = traced.getAppender("console");
      assertThat(traced.isAttached(console)).isTrue();
      assertThat(traced.detachAppender("console")).isTrue();
      log.logger().info("nowhere");
      assertThat(log.lines()).isEmpty();
      traced.addAppender(console);
      assertThat(traced.iteratorForAppenders()).toIterable().isEqualTo(List.of(console));
    }
  }
}
