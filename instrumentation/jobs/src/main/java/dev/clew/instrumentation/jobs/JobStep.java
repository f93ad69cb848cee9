package dev.clew.instrumentation.jobs;

import io.opentelemetry.api.trace.SpanKind;

/// The steps of a job's life that make spans; {@link JobTracing.Builder} gives them other names and
/// kinds, and leaves some out.
///
/// ```java
/// JobTracing.builder().name(JobStep.PROCESS, "worker.process").without(JobStep.CLAIM).build();
/// ```
public enum JobStep {
  /// The writing to Redis as seen by the one who submits, around {@link #SUBMIT}:
  /// `redis-operation`, a client's span. Left out by default.
  OPERATION("redis-operation", SpanKind.CLIENT),
  /// The submission, whose context the job carries: `job-queue`, a producer's span.
  SUBMIT("job-queue", SpanKind.PRODUCER),
  /// The claim by a worker, which continues the submission: `job-claimed`, a consumer's span.
  CLAIM("job-claimed", SpanKind.CONSUMER),
  /// The whole processing, below the claim: `process-job`, an internal span.
  PROCESS("process-job", SpanKind.INTERNAL),
  /// The start of the processing in Redis: `redis-claim-job`, a client's span.
  START("redis-claim-job", SpanKind.CLIENT),
  /// The work itself: `service-process-job`, an internal span.
  SERVICE("service-process-job", SpanKind.INTERNAL);

  private final String spanName;
  private final SpanKind spanKind;

  JobStep(String spanName, SpanKind spanKind) {
    this.spanName = spanName;
    this.spanKind = spanKind;
  }

  String spanName() {
    return spanName;
  }

  SpanKind spanKind() {
    return spanKind;
  }
}
