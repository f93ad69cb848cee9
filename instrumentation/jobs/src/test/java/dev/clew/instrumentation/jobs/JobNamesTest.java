package dev.clew.instrumentation.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Traces as sample systems have them, by settings alone.
class JobNamesTest {
  @RegisterExtension static final TestRedis REDIS = new TestRedis();
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  @Row({"3.052"})
  void aJobFromTheRequestToTheDownload() {
    JobTracing tracing =
        JobTracing.builder()
            .with(JobStep.OPERATION)
            .without(JobStep.START)
            .kind(JobStep.SERVICE, SpanKind.CLIENT)
            .machineId("machine-prod-01")
            .serviceEndpoint(job -> "http://comfyui:8188")
            .build();
    TracedRedisJobQueue queue = new TracedRedisJobQueue(REDIS.store(), tracing);
    Tracing.withSpan(
        "POST /api/jobs",
        () -> queue.submitJob(JobData.of("7").withService("comfyui").withPriority(5)));
    new TracedJobProcessor(tracing)
        .processJob(
            queue.claimJob("worker-gpu-01"),
            progress -> {
              Tracing.createSpan("model-download", Context.current(), SpanKind.CLIENT).end();
              return Map.of("success", true);
            });
    spans.assertTree(
        """
        POST /api/jobs
          redis-operation  CLIENT  UNSET
            job-queue  PRODUCER  UNSET
              . job.id = "7"
              . job.priority = 5
              job-claimed  CONSUMER  UNSET
                . job.id = "7"
                . worker.id = "worker-gpu-01"
                . job.wait_time_ms = ?
                process-job  INTERNAL  UNSET
                  . job.id = "7"
                  . job.service = "comfyui"
                  . job.priority = 5
                  . worker.id = "worker-gpu-01"
                  . machine.id = "machine-prod-01"
                  . job.processing_time_ms = ?
                  . job.output_size = 16
                  service-process-job  CLIENT  UNSET
                    . service.type = "comfyui"
                    . service.endpoint = "http://comfyui:8188"
                    . job.output_size = 16
                    . job.success = true
                    model-download  CLIENT  UNSET
        """);
  }

  @Test
  @Row({"4.013", "4.015", "4.039", "4.040"})
  void aScanBelowTheUploadThatQueuedIt() {
    JobTracing tracing =
        JobTracing.builder()
            .name(JobStep.SUBMIT, "queueAdd")
            .name(JobStep.PROCESS, "worker.scan")
            .kind(JobStep.PROCESS, SpanKind.CONSUMER)
            .without(JobStep.CLAIM, JobStep.START, JobStep.SERVICE)
            .build();
    TracedRedisJobQueue queue = new TracedRedisJobQueue(REDIS.store(), tracing);
    JobData scan = JobData.of("scan-job-789").withParentId("job-456").withField("file.count", "5");
    Tracing.withSpan("upload", () -> queue.submitJob(scan), "job.id", "job-456");
    ClaimedJob job = queue.claimJob("w");
    new TracedJobProcessor(tracing)
        .processJob(
            job,
            progress -> {
              int files = Integer.parseInt(job.data().fields().get("file.count"));
              Tracing.withSpan("scanner.checkFiles", () -> assertThat(files).isEqualTo(5));
              Tracing.setSpanAttributes("file.count", files, "scan_status", "clean");
              return null;
            });
    spans.assertTree(
        """
        upload  INTERNAL
          . job.id = "job-456"
          queueAdd  PRODUCER  UNSET
            worker.scan  CONSUMER  UNSET
              . job.id = "scan-job-789"
              . job.parent_id = "job-456"
              . file.count = 5
              . job.attempt = 1
              . scan_status = "clean"
              scanner.checkFiles  INTERNAL  UNSET
        """);
  }

  @Test
  @Row({"4.057"})
  void everyStepHasTheNameThatIsChosen() {
    JobTracing tracing =
        JobTracing.builder()
            .name(JobStep.SUBMIT, "job-submit")
            .name(JobStep.CLAIM, "worker.claim")
            .name(JobStep.PROCESS, "worker.process")
            .name(JobStep.START, "redis-hset")
            .name(JobStep.SERVICE, "job-process")
            .build();
    TracedRedisJobQueue queue = new TracedRedisJobQueue(REDIS.store(), tracing);
    queue.submitJob(JobData.of("1"));
    new TracedJobProcessor(tracing).processJob(queue.claimJob("w"), progress -> "done");
    spans.assertTree(
        """
        job-submit
          worker.claim
            worker.process
              redis-hset
              job-process
        """);
  }

  @Test
  void aStepThatIsLeftOutPassesOnWhatItFollows() {
    JobTracing tracing =
        JobTracing.builder()
            .linked(true)
            .without(JobStep.CLAIM, JobStep.START, JobStep.SERVICE)
            .build();
    TracedRedisJobQueue queue = new TracedRedisJobQueue(REDIS.store(), tracing);
    queue.submitJob(JobData.of("1"));
    new TracedJobProcessor(tracing).processJob(queue.claimJob("w"), progress -> "done");
    assertThat(spans.named("process-job").getLinks()).hasSize(1);
    REDIS.client().zadd("jobs:pending", 1, "2");
    new TracedJobProcessor(tracing).processJob(queue.claimJob("w"), progress -> "done");
    assertThat(spans.all())
        .filteredOn(span -> span.getName().equals("process-job"))
        .last()
        .extracting(span -> span.getAttributes().get(JobAttributes.JOB_TRACE_CONTEXT))
        .isEqualTo("missing");
  }
}
