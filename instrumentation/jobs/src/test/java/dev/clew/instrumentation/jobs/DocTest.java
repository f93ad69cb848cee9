package dev.clew.instrumentation.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.test.CollectedSpans;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocTest {
  @RegisterExtension static final TestRedis REDIS = new TestRedis();
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  void theExamplesWork() {
    DocExamples.submit(REDIS.client());
    DocExamples.work(new TracedRedisJobQueue(REDIS.store()));
    Map<String, Object> args =
        Tracing.withSpan(
            "auth.sendResetEmail",
            () -> DocExamples.otherQueues(DocExamples.names(), Map.of("userId", 7)));
    assertThat(args).containsKeys("userId", "trace_context");
    spans.assertTree(
        """
        job-queue  PRODUCER
          job-claimed  CONSUMER
            process-job
              . job.id = "job-456"
              . job.status = "completed"
              ! job.progress
                . job.progress.message = "drawn"
              redis-claim-job  CLIENT
              service-process-job
                . job.output_size = 26
        auth.sendResetEmail
        worker.scan  CONSUMER
          . job.id = "mail-1"
          . job.trace_context = "missing"
          ! mail.sent
        """);
  }
}
