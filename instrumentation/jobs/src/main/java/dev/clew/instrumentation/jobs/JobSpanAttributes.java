package dev.clew.instrumentation.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The attributes that each step's span begins with, keys and values in turn; those of
/// OpenTelemetry's messaging conventions beside our own.
final class JobSpanAttributes {
  private JobSpanAttributes() {}

  static @Nullable Object[] submitted(JobData job) {
    return all(job, "send", "pending");
  }

  static @Nullable Object[] claimed(ClaimedJob job) {
    return all(
        job.data(),
        "receive",
        "claimed",
        JobAttributes.WORKER_ID,
        job.workerId(),
        JobAttributes.JOB_ATTEMPT,
        job.attempt(),
        JobAttributes.JOB_WAIT_TIME_MS,
        waited(job));
  }

  static @Nullable Object[] processed(ClaimedJob job, @Nullable String machineId) {
    return all(
        job.data(),
        "process",
        "processing",
        JobAttributes.WORKER_ID,
        job.workerId(),
        JobAttributes.MACHINE_ID,
        machineId,
        JobAttributes.JOB_ATTEMPT,
        job.attempt());
  }

  static @Nullable Object[] started(ClaimedJob job) {
    return new @Nullable Object[] {
      JobAttributes.JOB_ID,
      job.data().id(),
      JobAttributes.WORKER_ID,
      job.workerId(),
      "db.system.name",
      "redis"
    };
  }

  static @Nullable Object[] service(JobData job, @Nullable String endpoint) {
    return new @Nullable Object[] {
      JobAttributes.SERVICE_TYPE, job.service(), JobAttributes.SERVICE_ENDPOINT, endpoint
    };
  }

  private static @Nullable Long waited(ClaimedJob job) {
    return job.waitTimeMillis().isPresent() ? job.waitTimeMillis().getAsLong() : null;
  }

  private static @Nullable Object[] all(
      JobData job, String operation, String status, @Nullable Object... more) {
    List<@Nullable Object> attributes =
        new ArrayList<>(
            Arrays.<@Nullable Object>asList(
                JobAttributes.JOB_ID,
                job.id(),
                JobAttributes.JOB_SERVICE,
                job.service(),
                JobAttributes.JOB_PRIORITY,
                job.priority(),
                JobAttributes.JOB_PARENT_ID,
                job.parentId(),
                JobAttributes.JOB_STATUS,
                status,
                "messaging.operation.type",
                operation,
                "messaging.message.id",
                job.id()));
    attributes.addAll(Arrays.asList(more));
    return attributes.toArray();
  }
}
