package dev.clew.instrumentation.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracedJobProcessorTest {
  @RegisterExtension static final TestRedis REDIS = new TestRedis();
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private final JobTracing tracing =
      JobTracing.builder()
          .machineId("machine-prod-01")
          .serviceEndpoint(job -> "http://" + job.service() + ":8188")
          .build();
  private final TracedRedisJobQueue queue = new TracedRedisJobQueue(REDIS.store(), tracing);
  private final TracedJobProcessor processor = new TracedJobProcessor(tracing);

  private ClaimedJob claimed(JobData job) {
    queue.submitJob(job);
    return queue.claimJob("worker-gpu-01");
  }

  private static Map<String, String> hash(String id) {
    return REDIS.client().hgetAll("job:" + id);
  }

  @Test
  @Row({
    "0.012", "0.068", "3.001", "3.015", "3.019", "3.042", "3.043", "3.044", "3.045", "3.046",
        "3.047",
    "3.049", "3.050", "3.051", "3.052", "3.053", "3.054", "3.055", "4.012", "4.014", "4.015",
        "4.058"
  })
  void aJobsWholeLifeIsOneTrace() {
    ClaimedJob job = claimed(JobData.of("7").withService("comfyui").withPriority(5));
    String result = processor.processJob(job, progress -> "an image");

    assertThat(result).isEqualTo("an image");
    spans.assertTree(
        """
        job-queue  PRODUCER  UNSET
          job-claimed  CONSUMER  UNSET
            . job.id = "7"
            . worker.id = "worker-gpu-01"
            . job.wait_time_ms = ?
            process-job  INTERNAL  UNSET
              . job.id = "7"
              . job.service = "comfyui"
              . job.priority = 5
              . job.attempt = 1
              . job.status = "completed"
              . worker.id = "worker-gpu-01"
              . machine.id = "machine-prod-01"
              . job.processing_time_ms = ?
              . job.output_size = 10
              . messaging.operation.type = "process"
              redis-claim-job  CLIENT  UNSET
                . job.id = "7"
                . worker.id = "worker-gpu-01"
              service-process-job  INTERNAL  UNSET
                . service.type = "comfyui"
                . service.endpoint = "http://comfyui:8188"
                . job.output_size = 10
                . job.success = true
        """);
    assertThat(hash("7"))
        .containsEntry("status", "completed")
        .containsEntry("attempts_made", "1")
        .containsKeys("started_at", "finished_at");
    assertThat(REDIS.client().exists("jobs:pending", "jobs:claimed")).isZero();
  }

  @Test
  @Row({"3.048"})
  void progressBecomesEventsAndGoesToTheCaller() {
    List<String> heard = new ArrayList<>();
    processor.processJob(
        claimed(JobData.of("1")),
        (percent, message) -> heard.add(percent + " " + message),
        progress -> {
          progress.report(50, "half");
          progress.report(100);
          return null;
        });
    assertThat(heard).containsExactly("50.0 half", "100.0 ");
    spans.assertTree(
        """
        job-queue
          job-claimed
            process-job
              ! job.progress
                . job.progress = 50.0
                . job.progress.message = "half"
              ! job.progress
                . job.progress = 100.0
              redis-claim-job
              service-process-job
                . job.success = true
        """);
  }

  @Test
  @Row({"3.056", "3.021", "4.014"})
  void aFailureIsRecordedThrownOnAndEndsEverySpan() {
    ClaimedJob job = claimed(JobData.of("1").withService("comfyui"));
    IOException failure = new IOException("comfyui is gone");
    assertThatThrownBy(
            () ->
                processor.processJob(
                    job,
                    progress -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    spans.assertTree(
        """
        job-queue  UNSET
          job-claimed  UNSET
            process-job  ERROR "comfyui is gone"
              . error.type = "connection"
              . error.recoverable = true
              . job.status = "failed"
              . job.processing_time_ms = ?
              ! exception
                . exception.type = "java.io.IOException"
                . exception.message = "comfyui is gone"
              redis-claim-job  UNSET
              service-process-job  ERROR "comfyui is gone"
                . error.type = "connection"
                . job.success = false
                ! exception
        """);
    assertThat(hash("1"))
        .containsEntry("status", "failed")
        .containsEntry("error", "comfyui is gone");
    assertThat(queue.claimJob("w")).isNull();
  }

  @Test
  @Row({"3.021", "4.015", "4.058"})
  void aFailedJobWithAttemptsLeftIsTriedAgainInTheSameTrace() {
    queue.submitJob(JobData.of("1").withMaxAttempts(2).withPriority(3));
    for (int i = 1; i <= 2; i++) {
      ClaimedJob job = queue.claimJob("w");
      assertThat(job.attempt()).isEqualTo(i);
      assertThatThrownBy(
              () ->
                  processor.processJob(
                      job,
                      progress -> {
                        throw new TimeoutException("no answer");
                      }))
          .isInstanceOf(TimeoutException.class);
    }
    assertThat(queue.claimJob("w")).isNull();
    spans.assertTree(
        """
        job-queue
          job-claimed
            . job.attempt = 1
            process-job  ERROR
              . job.attempt = 1
              . job.status = "pending"
              . error.type = "timeout"
              ! job.retry
                . job.attempt = 2
              redis-claim-job
              service-process-job
          job-claimed
            . job.attempt = 2
            process-job  ERROR
              . job.attempt = 2
              . job.status = "failed"
              . error.type = "timeout"
              redis-claim-job
              service-process-job
        """);
  }

  @Test
  @Row({"3.054"})
  void aResultCanSayThatTheJobWasNotDone() {
    JobResult result =
        processor.processJob(
            claimed(JobData.of("1")),
            progress -> new JobResult(false, Map.of("reason", "no \"model\"")));
    assertThat(result.success()).isFalse();
    spans.assertTree(
        """
        job-queue
          job-claimed
            process-job  UNSET
              . job.status = "failed"
              . job.output_size = 25
              redis-claim-job
              service-process-job  UNSET
                . job.success = false
                . job.output_size = 25
        """);
    assertThat(hash("1")).containsEntry("status", "failed");
  }

  @Test
  @Row({"3.118"})
  void attributesThatTheWorkSetsAreOnItsSpan() {
    processor.processJob(
        claimed(JobData.of("1").withService("comfyui")),
        progress -> {
          Tracing.setSpanAttributes(
              JobAttributes.SERVICE_VERSION, "1.0.0",
              JobAttributes.HTTP_METHOD, "POST",
              JobAttributes.HTTP_STATUS_CODE, 200,
              JobAttributes.DB_OPERATION, "SELECT",
              JobAttributes.ERROR_TYPE, "timeout");
          return null;
        });
    spans.assertTree(
        """
        job-queue
          job-claimed
            process-job
              . job.id = "1"
              . job.service = "comfyui"
              . job.priority = 0
              . worker.id = "worker-gpu-01"
              . machine.id = "machine-prod-01"
              redis-claim-job
              service-process-job
                . service.version = "1.0.0"
                . http.method = "POST"
                . http.status_code = 200
                . db.operation = "SELECT"
                . error.type = "timeout"
        """);
  }

  @Test
  @Row({"0.072", "0.073"})
  void anExportJobSendsItsMailInAnotherJobOfTheSameTrace() {
    ClaimedJob export = claimed(JobData.of("export").withService("csv-export"));
    processor.processJob(
        export,
        progress -> {
          Tracing.withSpan("csv.write", () -> progress.report(100), "file.rows", 12);
          queue.submitJob(JobData.of("mail").withService("mail").withParentId("export"));
          return Map.of("rows", 12);
        });
    processor.processJob(
        queue.claimJob("worker-mail"),
        progress ->
            Tracing.withSpan(
                "email.send",
                () -> {
                  Tracing.addSpanEvent("external.api.call", "external.service", "smtp");
                  return "sent";
                }));
    spans.assertTree(
        """
        job-queue
          . job.service = "csv-export"
          job-claimed
            process-job
              . job.output_size = 11
              redis-claim-job
              service-process-job
                csv.write
                  . file.rows = 12
                job-queue
                  . job.id = "mail"
                  . job.parent_id = "export"
                  job-claimed
                    process-job
                      . job.service = "mail"
                      . job.parent_id = "export"
                      redis-claim-job
                      service-process-job
                        . service.type = "mail"
                        email.send
                          ! external.api.call
        """);
  }

  @Test
  void withoutTracingJobsRunAllTheSame() {
    JobTracing off = JobTracing.builder().openTelemetry(OpenTelemetry.noop()).build();
    TracedRedisJobQueue untraced = new TracedRedisJobQueue(REDIS.store(), off);
    untraced.submitJob(JobData.of("1"));
    assertThat(hash("1")).doesNotContainKeys("trace_context", "trace_id");
    String result =
        new TracedJobProcessor(off).processJob(untraced.claimJob("w"), progress -> "done");
    assertThat(result).isEqualTo("done");
    assertThat(hash("1")).containsEntry("status", "completed");
    assertThat(spans.all()).isEmpty();
  }
}
