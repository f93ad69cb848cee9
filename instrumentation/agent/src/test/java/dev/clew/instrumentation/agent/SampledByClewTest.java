package dev.clew.instrumentation.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.clew.instrumentation.OtlpReceiver;
import dev.clew.instrumentation.agent.AgentProcess.Ended;
import dev.clew.instrumentation.fixtures.Row;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class SampledByClewTest {
  @TempDir Path folder;

  @Test
  @Row({"3.101", "1.129", "0.092"})
  void sendsWhatFailedWithoutItsSecrets() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Ended ended =
          new AgentProcess(folder, receiver)
              .runPlain(
                  PlainErrors.class,
                  Map.of(
                      "OTEL_TRACES_SAMPLER", "errors_or_ratio",
                      "OTEL_TRACES_SAMPLER_ARG", "0",
                      "CLEW_SAMPLER_RULES", "/fail/health=0;GET /all=1",
                      "OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS", "authorization"),
                  List.of("/ok", "/fail", "/fail/health", "/all"));
      assertThat(ended.exitCode()).as(ended.output()).isZero();
      assertThat(ended.output()).contains("sampler errors_or_ratio (OTEL_TRACES_SAMPLER)");
      List<Span> spans = ended.spans().all();
      assertThat(spans)
          .extracting(span -> ReceivedSpans.attributes(span).get("url.path"))
          .containsExactlyInAnyOrder("/fail", "/all");
      assertThat(spans)
          .allSatisfy(
              span ->
                  assertThat(ReceivedSpans.attributes(span))
                      .hasEntrySatisfying(
                          "http.request.header.authorization",
                          value -> assertThat(value).contains("[redacted]")));
      assertThat(spans)
          .filteredOn(span -> ReceivedSpans.attributes(span).get("url.path").equals("/fail"))
          .extracting(Span::getTraceState, span -> span.getFlags() & 1)
          .containsExactly(tuple("ot=th:0", 1));
    }
  }
}
