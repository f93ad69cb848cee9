package dev.clew.instrumentation.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.jobs.NodeScript.NodeSpan;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Jobs between Java and Node: plain JSON in Redis, and each goes on with the other's trace.
class NodeWorkersTest {
  @RegisterExtension static final TestRedis REDIS = new TestRedis();
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private final TracedRedisJobQueue queue = new TracedRedisJobQueue(REDIS.store());

  @Test
  @Row({"0.006", "0.084", "0.086", "3.058", "3.081"})
  void aWorkerInNodeGoesOnWithTheTraceOfAJobFromJava() throws Exception {
    queue.submitJob(JobData.of("from-java").withPriority(5));
    NodeSpan work = NodeScript.run("worker.js", REDIS.port()).span("node-process-job");
    SpanData submission = spans.named("job-queue");
    assertThat(work.traceId()).isEqualTo(submission.getTraceId());
    assertThat(work.parentId()).isEqualTo(submission.getSpanId());
    assertThat(REDIS.client().hget("job:from-java", "status")).isEqualTo("completed");
    assertThat(queue.claimJob("w")).isNull();
  }

  @Test
  @Row({"3.065", "3.082", "3.130"})
  void aWorkerInJavaGoesOnWithTheTraceOfAJobFromNode() throws Exception {
    NodeSpan submission =
        NodeScript.run("submit.js", REDIS.port(), "from-node").span("node-submit-job");
    ClaimedJob job = queue.claimJob("worker-java");
    assertThat(job.data())
        .isEqualTo(
            JobData.of("from-node")
                .withService("comfyui")
                .withPriority(7)
                .withField("prompt", "a lighthouse"));
    assertThat(job.waitTimeMillis()).isPresent();
    new TracedJobProcessor().processJob(job, progress -> "done");
    spans.assertTree(
        """
        job-claimed  CONSUMER
          . job.id = "from-node"
          process-job
            . job.service = "comfyui"
            . job.status = "completed"
            redis-claim-job
            service-process-job
        """);
    SpanData claim = spans.named("job-claimed");
    assertThat(claim.getTraceId()).isEqualTo(submission.traceId());
    assertThat(claim.getParentSpanId()).isEqualTo(submission.spanId());
    assertThat(claim.getAttributes().get(JobAttributes.JOB_TRACE_CONTEXT)).isNull();
  }
}
