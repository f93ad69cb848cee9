package dev.clew.instrumentation.jobs;

import io.opentelemetry.api.common.AttributeKey;

/// Keys of the attributes that jobs' spans have.
///
/// ```java
/// Tracing.setSpanAttributes(JobAttributes.HTTP_METHOD, "POST");
/// ```
public final class JobAttributes {
  /// The job's id.
  public static final AttributeKey<String> JOB_ID = AttributeKey.stringKey("job.id");

  /// The service that the job asks for.
  public static final AttributeKey<String> JOB_SERVICE = AttributeKey.stringKey("job.service");

  /// The job's priority; higher is sooner.
  public static final AttributeKey<Long> JOB_PRIORITY = AttributeKey.longKey("job.priority");

  /// The job that this one is a part of.
  public static final AttributeKey<String> JOB_PARENT_ID = AttributeKey.stringKey("job.parent_id");

  /// Where the job is: `pending`, `claimed`, `processing`, `completed` or `failed`.
  public static final AttributeKey<String> JOB_STATUS = AttributeKey.stringKey("job.status");

  /// Which attempt this is, from 1: the attempts made, and one.
  public static final AttributeKey<Long> JOB_ATTEMPT = AttributeKey.longKey("job.attempt");

  /// Milliseconds from the submission to the claim.
  public static final AttributeKey<Long> JOB_WAIT_TIME_MS =
      AttributeKey.longKey("job.wait_time_ms");

  /// Milliseconds that the processing took, whether it succeeded or failed.
  public static final AttributeKey<Long> JOB_PROCESSING_TIME_MS =
      AttributeKey.longKey("job.processing_time_ms");

  /// The length of the result as JSON text, in UTF-16 units; of bytes, their number.
  public static final AttributeKey<Long> JOB_OUTPUT_SIZE = AttributeKey.longKey("job.output_size");

  /// Whether the job was done.
  public static final AttributeKey<Boolean> JOB_SUCCESS = AttributeKey.booleanKey("job.success");

  /// Why a job's trace begins with its worker: `missing` where the job carries no context,
  /// `unreadable` where what it carries is none. Absent where the submitter's trace goes on.
  public static final AttributeKey<String> JOB_TRACE_CONTEXT =
      AttributeKey.stringKey("job.trace_context");

  /// Who works on the job.
  public static final AttributeKey<String> WORKER_ID = AttributeKey.stringKey("worker.id");

  /// The machine that the worker runs on.
  public static final AttributeKey<String> MACHINE_ID = AttributeKey.stringKey("machine.id");

  /// The service that does the job.
  public static final AttributeKey<String> SERVICE_TYPE = AttributeKey.stringKey("service.type");

  /// Where that service is.
  public static final AttributeKey<String> SERVICE_ENDPOINT =
      AttributeKey.stringKey("service.endpoint");

  /// The worker's version.
  public static final AttributeKey<String> SERVICE_VERSION =
      AttributeKey.stringKey("service.version");

  /// The method of a request that the work makes.
  public static final AttributeKey<String> HTTP_METHOD = AttributeKey.stringKey("http.method");

  /// The answer's status code.
  public static final AttributeKey<Long> HTTP_STATUS_CODE =
      AttributeKey.longKey("http.status_code");

  /// What the work does in a database.
  public static final AttributeKey<String> DB_OPERATION = AttributeKey.stringKey("db.operation");

  /// The kind of error that a job failed with, from the tracer's `ErrorClassifier`.
  public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private JobAttributes() {}
}
