package dev.clew.instrumentation.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WithoutOpenTelemetryTest {
  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @RegisterExtension static final TestRedis REDIS = new TestRedis();

  @BeforeEach
  void noneIsSet() {
    GlobalOpenTelemetry.resetForTest();
  }

  @Test
  void jobsRunAllTheSame() {
    TracedRedisJobQueue queue = new TracedRedisJobQueue(REDIS.store());
    queue.submitJob(JobData.of("1").withService("mail"));
    Map<String, String> hash = REDIS.client().hgetAll("job:1");
    assertThat(hash).containsKey("submitted_at").doesNotContainKeys("trace_context", "trace_id");
    ClaimedJob job = queue.claimJob("w");
    String result = new TracedJobProcessor().processJob(job, progress -> "done");
    assertThat(result).isEqualTo("done");
    assertThat(REDIS.client().hget("job:1", "status")).isEqualTo("completed");
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
  }

  /// A service that makes no spans does not break the trace of those around it.
  @Test
  void theContextIsPassedOn() {
    REDIS
        .client()
        .hset("job:1", Map.of("trace_context", "{\"traceparent\":\"" + TRACEPARENT + "\"}"));
    REDIS.client().zadd("jobs:pending", 1, "1");
    TracedRedisJobQueue queue = new TracedRedisJobQueue(REDIS.store());
    new TracedJobProcessor()
        .processJob(
            queue.claimJob("w"),
            progress -> {
              queue.submitJob(JobData.of("2"));
              return "done";
            });
    assertThat(REDIS.client().hget("job:2", "trace_context"))
        .isEqualTo("{\"traceparent\":\"" + TRACEPARENT + "\"}");
  }
}
