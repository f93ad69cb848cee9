package dev.clew.instrumentation.jobs;

import dev.clew.instrumentation.Tracing;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import redis.clients.jedis.RedisClient;

/// The examples of `docs/library/modules.md` about jobs, to be compiled and run; {@link DocTest}
/// compares the two.
final class DocExamples {
  private DocExamples() {}

  static void submit(RedisClient redis) {
    TracedRedisJobQueue queue = new TracedRedisJobQueue(new JedisJobStore(redis));
    queue.submitJob(
        JobData.of("job-456")
            .withService("comfyui")
            .withPriority(5)
            .withMaxAttempts(3)
            .withField("prompt", "a lighthouse"));
  }

  static void work(TracedRedisJobQueue queue) {
    TracedJobProcessor processor = new TracedJobProcessor();
    ClaimedJob job = queue.claimJob("worker-gpu-01");
    if (job != null) {
      processor.processJob(
          job,
          progress -> {
            progress.report(50, "drawn");
            return generate(job.data().fields().get("prompt"));
          });
    }
  }

  static JobTracing names() {
    JobTracing scans =
        JobTracing.builder()
            .name(JobStep.SUBMIT, "queueAdd")
            .name(JobStep.PROCESS, "worker.scan")
            .kind(JobStep.PROCESS, SpanKind.CONSUMER)
            .without(JobStep.CLAIM, JobStep.START, JobStep.SERVICE)
            .build();
    return scans;
  }

  static Map<String, Object> otherQueues(JobTracing tracing, Map<String, ?> received) {
    Map<String, Object> args = JobCarrier.create().inject(Map.of("userId", 7));
    ClaimedJob mail = tracing.received(JobData.of("mail-1").withService("mail"), received);
    new TracedJobProcessor(tracing).processJob(mail, progress -> sendMail(received));
    return args;
  }

  private static String generate(String prompt) {
    return "an image of " + prompt;
  }

  private static boolean sendMail(Map<String, ?> args) {
    Tracing.addSpanEvent("mail.sent", "userId", args.get("userId"));
    return true;
  }
}
