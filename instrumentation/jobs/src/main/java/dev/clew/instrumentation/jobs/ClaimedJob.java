package dev.clew.instrumentation.jobs;

import io.opentelemetry.context.Context;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A job that a worker has, with the trace that it belongs to.
///
/// ```java
/// ClaimedJob job = queue.claimJob("worker-gpu-01");
/// if (job != null) {
///   processor.processJob(job, progress -> generate(job.data()));
/// }
/// ```
public final class ClaimedJob {
  private final JobData data;
  private final @Nullable String workerId;
  private final long attemptsMade;
  private final OptionalLong waitMillis;
  private final Continuation continuation;
  private final @Nullable TracedRedisJobQueue queue;

  /// @param queue where it was claimed; null for one that came another way
  ClaimedJob(
      JobData data,
      @Nullable String workerId,
      long attemptsMade,
      OptionalLong waitMillis,
      Continuation continuation,
      @Nullable TracedRedisJobQueue queue) {
    this.data = data;
    this.workerId = workerId;
    this.attemptsMade = attemptsMade;
    this.waitMillis = waitMillis;
    this.continuation = continuation;
    this.queue = queue;
  }

  /// The job as it was submitted.
  ///
  /// ```java
  /// String prompt = job.data().fields().get("prompt");
  /// ```
  public JobData data() {
    return data;
  }

  /// Who has it; null where nobody said.
  ///
  /// ```java
  /// log.info("claimed by {}", job.workerId());
  /// ```
  public @Nullable String workerId() {
    return workerId;
  }

  /// Which attempt this is, from 1: the attempts made, and one.
  ///
  /// ```java
  /// boolean last = job.attempt() >= job.data().maxAttempts();
  /// ```
  public long attempt() {
    return attemptsMade + 1;
  }

  /// Milliseconds from the submission to the claim; empty where the submission's time is not known.
  ///
  /// ```java
  /// job.waitTimeMillis().ifPresent(waitTimes::record);
  /// ```
  public OptionalLong waitTimeMillis() {
    return waitMillis;
  }

  /// The context to work in, where that is not done by {@link TracedJobProcessor}: the claim's span
  /// and the submitter's baggage.
  ///
  /// ```java
  /// ClewSpan span = Tracing.createSpan("scan", job.context());
  /// ```
  public Context context() {
    return continuation.parent();
  }

  /// The same job, with what follows in the trace below a step that has been made.
  ClaimedJob after(StepSpan step) {
    return new ClaimedJob(data, workerId, attemptsMade, waitMillis, step.next(), queue);
  }

  long attemptsMade() {
    return attemptsMade;
  }

  Continuation continuation() {
    return continuation;
  }

  @Nullable TracedRedisJobQueue queue() {
    return queue;
  }

  @Override
  public String toString() {
    return "job '" + data.id() + "', attempt " + attempt();
  }
}
