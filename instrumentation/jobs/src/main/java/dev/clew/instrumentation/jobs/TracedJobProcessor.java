package dev.clew.instrumentation.jobs;

import dev.clew.instrumentation.ClewTracer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Runs jobs, each in a span that goes on with its submitter's trace, and tells the queue how it
/// ended.
///
/// ```java
/// TracedJobProcessor processor = new TracedJobProcessor();
/// String image = processor.processJob(job, progress -> generate(job.data()));
/// ```
///
/// The span `process-job` has two children: `redis-claim-job`, in which the queue is told that the
/// work begins, and `service-process-job`, which is current while the work is done. A job that came
/// another way than through {@link TracedRedisJobQueue} has the second alone.
///
/// What the work throws is recorded on both, with status ERROR, and thrown on. The queue then makes
/// the job pending again if it has attempts left, and `job.retry` says so. Otherwise `job.status`
/// is `completed` or `failed`; it is `lost` where the job had been given to someone else meanwhile,
/// in which case the queue is left as it is.
public final class TracedJobProcessor {
  /// Characters of a failure's message that the queue keeps.
  private static final int ERROR_LIMIT = 1000;

  private final JobTracing tracing;

  /// A processor whose spans are as by default.
  ///
  /// ```java
  /// TracedJobProcessor processor = new TracedJobProcessor();
  /// ```
  public TracedJobProcessor() {
    this(JobTracing.create());
  }

  /// A processor with choices.
  ///
  /// ```java
  /// JobTracing named = JobTracing.builder().name(JobStep.PROCESS, "worker.process").build();
  /// TracedJobProcessor processor = new TracedJobProcessor(named);
  /// ```
  public TracedJobProcessor(JobTracing tracing) {
    this.tracing = tracing;
  }

  /// Does a job whose progress is only recorded.
  ///
  /// ```java
  /// processor.processJob(job, progress -> scan(files, progress));
  /// ```
  ///
  /// @return what the work returns
  /// @throws IllegalStateException where the job was given to someone else before its work began
  public <T extends @Nullable Object, E extends Exception> T processJob(
      ClaimedJob job, JobWork<T, E> work) throws E {
    return processJob(job, (percent, message) -> {}, work);
  }

  /// Does a job, and passes on what it says about its progress.
  ///
  /// ```java
  /// processor.processJob(job, (percent, message) -> socket.send(message), this::generate);
  /// ```
  ///
  /// @param callback hears of the job's progress after it has been recorded; what it throws comes
  /// out
  ///   of the work's call
  /// @return what the work returns
  /// @throws IllegalStateException where the job was given to someone else before its work began
  public <T extends @Nullable Object, E extends Exception> T processJob(
      ClaimedJob job, JobProgress callback, JobWork<T, E> work) throws E {
    return StepSpan.during(
        tracing,
        JobStep.PROCESS,
        job.continuation(),
        JobSpanAttributes.processed(job, tracing.machineId()),
        span -> {
          start(job, span);
          return attempt(job, span, callback, work);
        });
  }

  private void start(ClaimedJob job, StepSpan process) {
    TracedRedisJobQueue queue = job.queue();
    if (queue != null) {
      StepSpan.during(
          tracing,
          JobStep.START,
          process.next(),
          JobSpanAttributes.started(job),
          span -> {
            queue.start(job);
            return span;
          });
    }
    tracing.metrics().started(job.data());
  }

  private <T extends @Nullable Object, E extends Exception> T attempt(
      ClaimedJob job, StepSpan process, JobProgress callback, JobWork<T, E> work) throws E {
    long started = System.nanoTime();
    T result;
    try {
      result = serve(job, process, callback, work);
    } catch (Throwable e) {
      long nanos = System.nanoTime() - started;
      process.set(JobAttributes.JOB_PROCESSING_TIME_MS, nanos / 1_000_000);
      ClewTracer tracer = tracing.tracer();
      tracing.metrics().failed(job.data(), nanos, tracer.classifyError(e));
      try {
        end(job, process, false, brief(e));
      } catch (RuntimeException unsaid) {
        e.addSuppressed(unsaid);
      }
      throw e;
    }
    long nanos = System.nanoTime() - started;
    process.set(
        JobAttributes.JOB_PROCESSING_TIME_MS,
        nanos / 1_000_000,
        JobAttributes.JOB_OUTPUT_SIZE,
        size(result));
    if (isSuccess(result)) {
      tracing.metrics().completed(job.data(), nanos);
      end(job, process, true, "");
    } else {
      tracing.metrics().failed(job.data(), nanos, null);
      end(job, process, false, "no success");
    }
    return result;
  }

  private <T extends @Nullable Object, E extends Exception> T serve(
      ClaimedJob job, StepSpan process, JobProgress callback, JobWork<T, E> work) throws E {
    JobProgress progress =
        (percent, message) -> {
          process.event(
              "job.progress",
              "job.progress",
              percent,
              "job.progress.message",
              message.isEmpty() ? null : message);
          callback.report(percent, message);
        };
    return StepSpan.during(
        tracing,
        JobStep.SERVICE,
        process.next(),
        JobSpanAttributes.service(job.data(), tracing.endpoint(job.data())),
        span -> {
          span.set(JobAttributes.JOB_SUCCESS, false);
          T result = work.run(progress);
          span.set(
              JobAttributes.JOB_SUCCESS,
              isSuccess(result),
              JobAttributes.JOB_OUTPUT_SIZE,
              size(result));
          return result;
        });
  }

  private static void end(ClaimedJob job, StepSpan process, boolean success, String error) {
    TracedRedisJobQueue queue = job.queue();
    if (queue == null) {
      process.set(JobAttributes.JOB_STATUS, success ? "completed" : "failed");
      return;
    }
    String status = queue.end(job, success, error);
    process.set(JobAttributes.JOB_STATUS, status);
    if (status.equals("pending")) {
      process.event("job.retry", JobAttributes.JOB_ATTEMPT, job.attempt() + 1);
    }
  }

  /// Text for the job's hash, of which there may be many.
  private static String brief(Throwable error) {
    String text = error.getMessage() == null ? error.getClass().getName() : error.getMessage();
    return text.substring(0, Math.min(text.length(), ERROR_LIMIT));
  }

  private static boolean isSuccess(@Nullable Object result) {
    return !(result instanceof JobResult said) || said.success();
  }

  /// Null for a result that has no size.
  private static @Nullable Long size(@Nullable Object result) {
    Object output = result instanceof JobResult said ? said.output() : result;
    if (output == null) {
      return null;
    }
    OptionalLong length = JsonText.length(output);
    return length.isPresent() ? length.getAsLong() : null;
  }
}
