package dev.clew.instrumentation.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracedRedisJobQueueTest {
  @RegisterExtension static final TestRedis REDIS = new TestRedis();
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private final AtomicLong now = new AtomicLong(1_700_000_000_000L);

  private TracedRedisJobQueue queue() {
    return queue(JobTracing.builder());
  }

  private TracedRedisJobQueue queue(JobTracing.Builder tracing) {
    return new TracedRedisJobQueue(
        REDIS.store(), tracing.clock(() -> Instant.ofEpochMilli(now.get())).build());
  }

  private static Map<String, String> hash(String id) {
    return REDIS.client().hgetAll("job:" + id);
  }

  @Test
  @Row({
    "0.006", "0.058", "0.084", "3.057", "3.058", "3.059", "3.060", "3.061", "3.062", "3.081",
    "3.129", "4.014"
  })
  void writesAHashWithTheContextAndAnEntryByPriority() {
    Tracing.withSpan(
        "POST /api/jobs",
        () ->
            queue()
                .submitJob(
                    JobData.of("7")
                        .withService("comfyui")
                        .withPriority(5)
                        .withField("prompt", "a lighthouse")));
    spans.assertTree(
        """
        POST /api/jobs
          job-queue  PRODUCER  UNSET
            . job.id = "7"
            . job.service = "comfyui"
            . job.priority = 5
            . job.status = "pending"
            . messaging.operation.type = "send"
            . messaging.message.id = "7"
        """);
    SpanData submission = spans.named("job-queue");
    Map<String, String> hash = hash("7");
    assertThat(hash)
        .containsEntry("id", "7")
        .containsEntry("service_required", "comfyui")
        .containsEntry("priority", "5")
        .containsEntry("prompt", "a lighthouse")
        .containsEntry("submitted_at", "1700000000000")
        .containsEntry("trace_id", submission.getTraceId())
        .containsEntry(
            "trace_context",
            "{\"traceparent\":\"00-%s-%s-03\"}"
                .formatted(submission.getTraceId(), submission.getSpanId()));
    assertThat(REDIS.client().zscore("jobs:pending", "7")).isEqualTo(5);
  }

  @Test
  @Row({
    "3.063", "3.064", "3.065", "3.066", "3.067", "3.068", "3.082", "3.130", "3.045", "3.046",
    "4.012", "4.015"
  })
  void claimsTheMostUrgentJobWithinItsSubmittersTrace() {
    TracedRedisJobQueue queue = queue();
    queue.submitJob(JobData.of("slow").withPriority(1));
    queue.submitJob(JobData.of("urgent").withPriority(10).withParentId("batch-1"));
    now.addAndGet(250);

    ClaimedJob job = queue.claimJob("worker-gpu-01");

    assertThat(job.data().id()).isEqualTo("urgent");
    assertThat(job.waitTimeMillis()).hasValue(250);
    spans.assertTree(
        """
        job-queue  PRODUCER
          . job.id = "slow"
        job-queue  PRODUCER
          . job.id = "urgent"
          job-claimed  CONSUMER  UNSET
            . job.id = "urgent"
            . job.priority = 10
            . job.parent_id = "batch-1"
            . job.attempt = 1
            . job.status = "claimed"
            . job.wait_time_ms = 250
            . worker.id = "worker-gpu-01"
            . messaging.operation.type = "receive"
        """);
    assertThat(hash("urgent"))
        .containsEntry("status", "claimed")
        .containsEntry("worker_id", "worker-gpu-01")
        .containsEntry("claimed_at", "1700000000250");
    assertThat(REDIS.client().zrange("jobs:pending", 0, -1)).containsExactly("slow");
    assertThat(REDIS.client().zrange("jobs:claimed", 0, -1)).containsExactly("urgent");
  }

  @Test
  void aFieldThatTheQueueWritesIsRefused() {
    JobData job = JobData.of("1").withField("trace_id", "mine");
    assertThatThrownBy(() -> queue().submitJob(job))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("job '1': the queue itself writes the field 'trace_id'");
    assertThat(REDIS.client().exists("job:1", "jobs:pending")).isZero();
  }

  @Test
  void anEmptyQueueGivesNothingAndMakesNoSpan() {
    assertThat(queue().claimJob("w")).isNull();
    assertThat(spans.all()).isEmpty();
  }

  @Test
  void whatIsCurrentAtTheWorkerHasNoPartInTheJob() {
    TracedRedisJobQueue queue = queue();
    queue.submitJob(JobData.of("1"));
    Tracing.withSpan("worker.poll", () -> queue.claimJob("w"));
    spans.assertTree(
        """
        job-queue
          job-claimed
        worker.poll
        """);
  }

  @Test
  @Row({"3.065"})
  void linksToTheSubmissionWhereThatIsChosen() {
    TracedRedisJobQueue queue = queue(JobTracing.builder().linked(true));
    queue.submitJob(JobData.of("1"));
    ClaimedJob job = queue.claimJob("w");
    new TracedJobProcessor().processJob(job, progress -> "done");
    SpanData submission = spans.named("job-queue");
    SpanData claim = spans.named("job-claimed");
    assertThat(claim.getTraceId()).isNotEqualTo(submission.getTraceId());
    assertThat(claim.getParentSpanContext().isValid()).isFalse();
    assertThat(claim.getLinks()).hasSize(1);
    SpanContext link = claim.getLinks().get(0).getSpanContext();
    assertThat(link.getTraceId()).isEqualTo(submission.getTraceId());
    assertThat(link.getSpanId()).isEqualTo(submission.getSpanId());
    assertThat(claim.getAttributes().get(JobAttributes.JOB_TRACE_CONTEXT)).isNull();
    assertThat(spans.named("process-job").getTraceId()).isEqualTo(claim.getTraceId());
    assertThat(spans.named("process-job").getLinks()).isEmpty();
  }

  @Test
  @Row({"3.069"})
  void aJobWithoutAContextBeginsATraceAndSaysSo() {
    REDIS.client().hset("job:1", Map.of("prompt", "x"));
    REDIS.client().hset("job:2", Map.of("trace_context", "[object Object]", "trace_id", ""));
    REDIS.client().hset("job:3", Map.of("trace_context", "{\"traceparent\":\"nonsense\"}"));
    REDIS.client().zadd("jobs:pending", Map.of("1", 3.0, "2", 2.5, "3", 1.0, "4", 0.0));
    TracedJobProcessor processor = new TracedJobProcessor();
    for (String id : new String[] {"1", "2", "3", "4"}) {
      ClaimedJob job = queue().claimJob("w");
      assertThat(job.data().id()).isEqualTo(id);
      assertThat(job.waitTimeMillis()).isEmpty();
      String result = processor.processJob(job, progress -> "done " + id);
      assertThat(result).isEqualTo("done " + id);
    }
    spans.assertTree(
        """
        job-claimed
          . job.id = "1"
          . job.priority = 3
          . job.trace_context = "missing"
          process-job
            redis-claim-job
            service-process-job
        job-claimed
          . job.id = "2"
          . job.priority = 2
          . job.trace_context = "unreadable"
          process-job
            redis-claim-job
            service-process-job
        job-claimed
          . job.id = "3"
          . job.trace_context = "unreadable"
          process-job
            redis-claim-job
            service-process-job
        job-claimed
          . job.id = "4"
          . job.trace_context = "missing"
          process-job
            redis-claim-job
            service-process-job
        """);
  }

  @Test
  void aJobOfADeadWorkerIsFoundAgain() {
    TracedRedisJobQueue queue = queue();
    queue.submitJob(JobData.of("1").withPriority(4).withMaxAttempts(3));
    ClaimedJob first = queue.claimJob("dead");
    assertThat(queue.requeueAbandoned(Duration.ofMinutes(1))).isEmpty();
    now.addAndGet(60_000);
    assertThat(queue.requeueAbandoned(Duration.ofMinutes(1))).containsExactly("1");
    assertThat(REDIS.client().zscore("jobs:pending", "1")).isEqualTo(4);

    ClaimedJob second = queue.claimJob("alive");

    assertThat(second.attempt()).isEqualTo(2);
    assertThat(first.data()).isEqualTo(second.data());
    spans.assertTree(
        """
        job-queue
          job-claimed
            . job.attempt = 1
            . worker.id = "dead"
          job-claimed
            . job.attempt = 2
            . worker.id = "alive"
            . job.wait_time_ms = 60000
        """);
  }

  @Test
  void aJobThatIsSubmittedAgainReplacesTheOld() {
    TracedRedisJobQueue queue = queue();
    queue.submitJob(JobData.of("1").withField("old", "x"));
    new TracedJobProcessor().processJob(queue.claimJob("w"), progress -> "done");
    assertThat(REDIS.client().ttl("job:1")).isPositive();
    queue.submitJob(JobData.of("1").withPriority(2));
    assertThat(hash("1"))
        .doesNotContainKeys("old", "worker_id", "finished_at")
        .containsEntry("status", "pending")
        .containsEntry("attempts_made", "0");
    assertThat(REDIS.client().ttl("job:1")).isEqualTo(-1);
  }

  @Test
  @Row({"3.046"})
  void theWorkerIsTheOneThatIsSet() {
    TracedRedisJobQueue queue = queue(JobTracing.builder().workerId("worker-gpu-02"));
    queue.submitJob(JobData.of("1"));
    assertThat(queue.claimJob().workerId()).isEqualTo("worker-gpu-02");
    assertThat(spans.named("job-claimed").getAttributes().get(JobAttributes.WORKER_ID))
        .isEqualTo("worker-gpu-02");
    queue.submitJob(JobData.of("2"));
    assertThat(queue().claimJob().workerId()).isEqualTo("pid-" + ProcessHandle.current().pid());
  }

  @Test
  @Row({"3.046", "3.047"})
  void workerAndMachineComeFromTheSettings() {
    System.setProperty("clew.worker.id", "worker-set");
    System.setProperty("clew.machine.id", "machine-set");
    try {
      JobTracing set = JobTracing.create();
      TracedRedisJobQueue queue = new TracedRedisJobQueue(REDIS.store(), set);
      queue.submitJob(JobData.of("1"));
      new TracedJobProcessor(set).processJob(queue.claimJob(), progress -> "done");
    } finally {
      System.clearProperty("clew.worker.id");
      System.clearProperty("clew.machine.id");
    }
    assertThat(spans.named("process-job").getAttributes().asMap())
        .containsEntry(JobAttributes.WORKER_ID, "worker-set")
        .containsEntry(JobAttributes.MACHINE_ID, "machine-set");
  }

  @Test
  void whatMakesNoSenseInAForeignJobHasItsDefault() {
    REDIS
        .client()
        .hset(
            "job:1",
            Map.of(
                "priority",
                "high",
                "submitted_at",
                "NaN",
                "attempts_made",
                "-1.5",
                "max_attempts",
                "1e99"));
    REDIS.client().zadd("jobs:pending", 2, "1");
    ClaimedJob job = queue().claimJob("w");
    assertThat(job.data().priority()).isZero();
    assertThat(job.data().maxAttempts()).isEqualTo(Integer.MAX_VALUE);
    assertThat(job.attempt()).isEqualTo(1);
    assertThat(job.waitTimeMillis()).isEmpty();
    new TracedJobProcessor().processJob(job, progress -> "done");
    assertThat(hash("1")).containsEntry("status", "completed");
  }
}
