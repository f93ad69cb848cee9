package dev.clew.instrumentation.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.jobs.NodeScript.NodeSpan;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BullMqJobsTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  @RegisterExtension static final TestRedis REDIS = new TestRedis();
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private final JobTracing tracing =
      JobTracing.builder().name(JobStep.PROCESS, "worker.process").workerId("w").build();
  private final BullMqJobs jobs = new BullMqJobs(REDIS.store(), tracing);

  @ParameterizedTest
  @ValueSource(strings = {"data", "options"})
  @Row({"4.036", "4.057", "4.058"})
  void goesOnWithTheTraceOfAJobThatBullMqKeeps(String place) throws Exception {
    NodeScript node = NodeScript.run("bullmq.js", REDIS.port(), "job-queue", place);
    NodeSpan submission = node.span("node-queue-add");

    ClaimedJob job = jobs.read("job-queue", node.said("job"));

    assertThat(job.data().service()).isEqualTo("scan");
    assertThat(job.data().maxAttempts()).isEqualTo(3);
    assertThat(job.data().fields())
        .isEqualTo(Map.of("id", "u-1", "file", "a.bin", "count", "5", "tags", "[\"new\"]"));
    assertThat(job.waitTimeMillis()).isPresent();
    new TracedJobProcessor(tracing).processJob(job, progress -> "clean");
    spans.assertTree(
        """
        worker.process
          . job.id = "%s"
          . job.attempt = 2
          . job.status = "completed"
          . worker.id = "w"
          service-process-job
            . service.type = "scan"
        """
            .formatted(node.said("job")));
    SpanData work = spans.named("worker.process");
    assertThat(work.getTraceId()).isEqualTo(submission.traceId());
    assertThat(work.getParentSpanId()).isEqualTo(submission.spanId());
  }

  @Test
  @Row({"4.013", "4.036"})
  void readsARecordOfAnOlderVersion() {
    REDIS
        .client()
        .hset(
            "bull:scans:9",
            Map.of(
                "name", "scan",
                "data",
                    "{\"trace_context\":\"{\\\"traceparent\\\":\\\"00-%s-%s-01\\\"}\"}"
                        .formatted(TRACE, PARENT),
                "opts", "{\"attempts\":1,\"delay\":0}",
                "timestamp", "1700000000000",
                "attemptsMade", "4",
                "parent", "{\"id\":\"job-456\",\"queueKey\":\"bull:uploads\"}"));
    ClaimedJob job = jobs.read("scans", "9");
    assertThat(job.attempt()).isEqualTo(5);
    assertThat(job.data().parentId()).isEqualTo("job-456");
    assertThat(job.data().fields()).isEmpty();
    new TracedJobProcessor(tracing).processJob(job, progress -> null);
    assertThat(spans.named("worker.process").getTraceId()).isEqualTo(TRACE);
    assertThat(spans.named("worker.process").getParentSpanId()).isEqualTo(PARENT);
    assertThat(spans.named("worker.process").getAttributes().get(JobAttributes.JOB_PARENT_ID))
        .isEqualTo("job-456");
  }

  @Test
  void aJobThatIsNotThereIsNull() {
    assertThat(jobs.read("scans", "404")).isNull();
  }

  @Test
  void aRecordThatIsNoneIsNamed() {
    REDIS.client().hset("bull:scans:9", Map.of("data", "{\"file\":"));
    assertThatThrownBy(() -> jobs.read("scans", "9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'data' of 'bull:scans:9': no JSON: unexpected end-of-input within/between Object"
                + " entries at offset 8");
    REDIS.client().hset("bull:scans:9", Map.of("data", "[]"));
    assertThatThrownBy(() -> jobs.read("scans", "9"))
        .hasMessage("'data' of 'bull:scans:9' is no JSON object");
  }
}
