package dev.clew.instrumentation.jobs;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A queue of jobs in Redis, by priority, whose jobs carry the trace that submitted them.
///
/// ```java
/// TracedRedisJobQueue queue =
///     new TracedRedisJobQueue(new JedisJobStore(RedisClient.create("localhost", 6379)));
/// queue.submitJob(JobData.of("job-456").withService("comfyui").withPriority(5));
/// ClaimedJob job = queue.claimJob("worker-gpu-01");
/// ```
///
/// ## In Redis
///
/// A job is the hash `job:<id>`, and its id is a member of the sorted set `jobs:pending` with the
/// priority as its score. Workers and submitters in other languages share them:
///
/// | Field | |
/// | --- | --- |
/// | `trace_context` | {@link JobCarrier}'s object as JSON text |
/// | `trace_id` | the submitter's trace, 32 hex digits |
/// | `submitted_at` | milliseconds since 1970 |
/// | `id`, `service_required`, `priority`, `parent_id`, `max_attempts` | as in {@link JobData} |
/// | `status` | `pending`, `claimed`, `processing`, `completed`, `failed` |
/// | `attempts_made` | how many attempts have ended |
/// | `worker_id`, `claimed_at`, `started_at`, `finished_at`, `error` | what happened |
///
/// Only the id and the entry in `jobs:pending` have to be there. Whoever claims with `ZPOPMAX` and
/// `HGETALL` gets a job too, but nobody knows then who has it. Of jobs with one priority Redis
/// gives the one whose id sorts last.
///
/// A claim is one script: a job is popped, marked as claimed and put into the sorted set
/// `jobs:claimed` by the time, or nothing of this. Two workers never get one job, and one that a
/// dead worker had is found again by {@link #requeueAbandoned}. A job that has ended is kept for a
/// day. The scripts name keys that follow from ids, so the queue is not for a Redis Cluster.
///
/// Whatever the store throws comes through unchanged. Without an OpenTelemetry, jobs run all the
/// same.
public final class TracedRedisJobQueue {
  private static final String PREFIX = "job:";
  private static final String PENDING = "jobs:pending";
  private static final String CLAIMED = "jobs:claimed";
  private static final Duration KEPT = Duration.ofDays(1);

  private final JobStore store;
  private final JobTracing tracing;

  /// A queue whose spans are as by default.
  ///
  /// ```java
  /// TracedRedisJobQueue queue = new TracedRedisJobQueue(store);
  /// ```
  public TracedRedisJobQueue(JobStore store) {
    this(store, JobTracing.create());
  }

  /// A queue with choices.
  ///
  /// ```java
  /// JobTracing linked = JobTracing.builder().linked(true).build();
  /// TracedRedisJobQueue queue = new TracedRedisJobQueue(store, linked);
  /// ```
  public TracedRedisJobQueue(JobStore store, JobTracing tracing) {
    this.store = store;
    this.tracing = tracing;
  }

  /// Writes a job, with the context of a span around it; one with the same id is replaced.
  ///
  /// ```java
  /// queue.submitJob(JobData.of("job-456").withService("comfyui").withPriority(5));
  /// ```
  ///
  /// @throws IllegalArgumentException where one of its fields has a name that the queue itself
  /// writes
  public void submitJob(JobData job) {
    Continuation here = Continuation.of(Context.current());
    StepSpan.during(
        tracing,
        JobStep.OPERATION,
        here,
        new Object[] {"db.system.name", "redis"},
        operation ->
            StepSpan.during(
                tracing,
                JobStep.SUBMIT,
                operation.next(),
                JobSpanAttributes.submitted(job),
                span -> {
                  write(job);
                  tracing.metrics().submitted(job);
                  return span;
                }));
  }

  private void write(JobData job) {
    Map<String, String> hash = JobHash.of(job);
    hash.put(JobHash.STATUS, "pending");
    hash.put(JobHash.ATTEMPTS_MADE, "0");
    hash.put(JobHash.SUBMITTED_AT, Long.toString(tracing.now()));
    String carried = tracing.carrier().text();
    if (carried != null) {
      hash.put(JobCarrier.KEY, carried);
      hash.put(JobHash.TRACE_ID, tracing.tracer().traceId());
    }
    List<String> arguments = new ArrayList<>(List.of(job.id(), Long.toString(job.priority())));
    hash.forEach((field, value) -> arguments.addAll(List.of(field, value)));
    store.eval(QueueScripts.SUBMIT, keys(job, PENDING, CLAIMED), arguments);
  }

  /// Takes the pending job of the highest priority for the worker of {@link JobTracing}, or where
  /// none is set for this process.
  ///
  /// ```java
  /// ClaimedJob job = queue.claimJob();
  /// ```
  ///
  /// @return null where no job is pending
  public @Nullable ClaimedJob claimJob() {
    String worker = tracing.workerId();
    return claimJob(worker == null ? "pid-" + ProcessHandle.current().pid() : worker);
  }

  /// Takes the pending job of the highest priority, and makes the claim's span, which goes on with
  /// the submitter's trace. What is current on this thread has no part in it.
  ///
  /// ```java
  /// ClaimedJob job = queue.claimJob("worker-gpu-01");
  /// ```
  ///
  /// @return null where no job is pending
  public @Nullable ClaimedJob claimJob(String workerId) {
    long now = tracing.now();
    List<String> reply =
        store.eval(
            QueueScripts.CLAIM,
            List.of(PENDING, CLAIMED),
            List.of(PREFIX, workerId, Long.toString(now)));
    if (reply.isEmpty()) {
      return null;
    }
    Map<String, String> hash = new LinkedHashMap<>();
    hash.put(JobHash.PRIORITY, reply.get(1));
    for (int i = 2; i + 1 < reply.size(); i += 2) {
      hash.put(reply.get(i), reply.get(i + 1));
    }
    return claimed(JobHash.read(reply.get(0), hash), hash, workerId, now);
  }

  private ClaimedJob claimed(JobData data, Map<String, String> hash, String workerId, long now) {
    long attemptsMade = Math.max(0, JobHash.number(hash.get(JobHash.ATTEMPTS_MADE), 0));
    long submittedAt = JobHash.number(hash.get(JobHash.SUBMITTED_AT), -1);
    OptionalLong waited =
        submittedAt < 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(0, now - submittedAt));
    Continuation carried = tracing.continuation(hash.get(JobCarrier.KEY));
    ClaimedJob job = new ClaimedJob(data, workerId, attemptsMade, waited, carried, this);
    return StepSpan.during(
        tracing,
        JobStep.CLAIM,
        carried,
        JobSpanAttributes.claimed(job),
        span -> {
          waited.ifPresent(millis -> tracing.metrics().claimed(data, millis));
          return job.after(span);
        });
  }

  /// Makes jobs pending again that were claimed so long ago that their worker must be gone, a
  /// hundred at most. One whose worker does live then runs twice, though only one of the two ends
  /// it: choose more than the longest job takes.
  ///
  /// ```java
  /// List<String> again = queue.requeueAbandoned(Duration.ofHours(1));
  /// ```
  ///
  /// @return their ids
  public List<String> requeueAbandoned(Duration claimedFor) {
    long until = tracing.now() - claimedFor.toMillis();
    return store.eval(
        QueueScripts.REQUEUE, List.of(PENDING, CLAIMED), List.of(PREFIX, Long.toString(until)));
  }

  /// Notes that the work on a job begins.
  ///
  /// @throws IllegalStateException where the job was given to someone else meanwhile
  void start(ClaimedJob job) {
    List<String> reply =
        store.eval(
            QueueScripts.START,
            keys(job.data()),
            List.of(Long.toString(job.attemptsMade()), Long.toString(tracing.now())));
    if (!reply.contains("started")) {
      throw new IllegalStateException(job + " is no longer claimed by '" + job.workerId() + "'");
    }
  }

  /// Notes how an attempt ended.
  ///
  /// @return the job's status from now on, or `lost` where it was given to someone else meanwhile
  String end(ClaimedJob job, boolean success, String error) {
    return store
        .eval(
            QueueScripts.END,
            keys(job.data(), PENDING, CLAIMED),
            List.of(
                job.data().id(),
                Long.toString(job.attemptsMade()),
                success ? "completed" : "failed",
                Long.toString(tracing.now()),
                error,
                Long.toString(KEPT.toSeconds())))
        .get(0);
  }

  private static List<String> keys(JobData job, String... more) {
    List<String> keys = new ArrayList<>(List.of(PREFIX + job.id()));
    keys.addAll(Arrays.asList(more));
    return keys;
  }
}
