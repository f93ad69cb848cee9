package dev.clew.instrumentation.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.test.CollectedSpans;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Jobs whose worker, or whose store, is not there when they end.
class LostClaimsTest {
  @RegisterExtension static final TestRedis REDIS = new TestRedis();
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private final JobTracing tracing = JobTracing.create();
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
  void aJobThatWasGivenToSomeoneElseIsNotWorkedOn() {
    ClaimedJob job = claimed(JobData.of("1"));
    queue.requeueAbandoned(Duration.ZERO);
    assertThatThrownBy(() -> processor.processJob(job, progress -> "done"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("job '1', attempt 1 is no longer claimed by 'worker-gpu-01'");
    assertThat(queue.claimJob("other").attempt()).isEqualTo(2);
    assertThat(spans.all()).noneMatch(span -> span.getName().equals("service-process-job"));
  }

  @Test
  void aWorkerThatTookTooLongDoesNotEndAnothersAttempt() {
    ClaimedJob job = claimed(JobData.of("1"));
    processor.processJob(
        job,
        progress -> {
          queue.requeueAbandoned(Duration.ZERO);
          queue.claimJob("other");
          return "late";
        });
    assertThat(hash("1")).containsEntry("status", "claimed").containsEntry("worker_id", "other");
    assertThat(spans.named("process-job").getAttributes().get(JobAttributes.JOB_STATUS))
        .isEqualTo("lost");
  }

  @Test
  void theWorksOwnFailureWinsOverThatOfTheStore() {
    JobStore breaking =
        new JobStore() {
          @Override
          public Map<String, String> hgetall(String key) {
            return REDIS.store().hgetall(key);
          }

          @Override
          public List<String> eval(String script, List<String> keys, List<String> arguments) {
            if (script.equals(QueueScripts.END)) {
              throw new IllegalStateException("redis is gone");
            }
            return REDIS.store().eval(script, keys, arguments);
          }
        };
    TracedRedisJobQueue broken = new TracedRedisJobQueue(breaking, tracing);
    broken.submitJob(JobData.of("1").withPriority(1));
    broken.submitJob(JobData.of("2"));
    assertThatThrownBy(
            () ->
                processor.processJob(
                    broken.claimJob("w"),
                    progress -> {
                      throw new IOException("comfyui is gone");
                    }))
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThatThrownBy(() -> processor.processJob(broken.claimJob("w"), progress -> "done"))
        .hasMessage("redis is gone");
  }
}
