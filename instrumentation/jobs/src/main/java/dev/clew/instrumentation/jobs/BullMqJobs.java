package dev.clew.instrumentation.jobs;

import dev.clew.instrumentation.spi.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads jobs as BullMQ keeps them, so that work in Java goes on with their traces.
///
/// BullMQ has a job in the hash `bull:<queue>:<id>`, its arguments as JSON text in the field `data`
/// and its options in `opts`. The trace context is looked for in the arguments, under
/// `trace_context`, and then in the options, under `tm`, where BullMQ's own telemetry puts it. The
/// queue's state is BullMQ's: nothing is claimed or changed here.
///
/// ```java
/// ClaimedJob job = new BullMqJobs(store, JobTracing.create()).read("job-queue", "17");
/// if (job != null) {
///   processor.processJob(job, progress -> scan(job.data().fields().get("file")));
/// }
/// ```
///
/// @see <a href="https://docs.bullmq.io/">BullMQ</a>
public final class BullMqJobs {
  private final JobStore store;
  private final JobTracing tracing;

  /// Over the Redis that BullMQ uses.
  ///
  /// ```java
  /// BullMqJobs jobs = new BullMqJobs(store, JobTracing.create());
  /// ```
  public BullMqJobs(JobStore store, JobTracing tracing) {
    this.store = store;
    this.tracing = tracing;
  }

  /// A job of a queue. Its name there is its service; its arguments are its fields, texts as they
  /// are and everything else as JSON text. A higher priority is later in BullMQ.
  ///
  /// ```java
  /// ClaimedJob job = jobs.read("job-queue", "17");
  /// ```
  ///
  /// @return null where there is none
  /// @throws IllegalArgumentException where `data` or `opts` is no JSON object; the message names
  ///   the job and the field
  public @Nullable ClaimedJob read(String queue, String id) {
    String key = "bull:" + queue + ":" + id;
    Map<String, String> hash = store.hgetall(key);
    if (hash.isEmpty()) {
      return null;
    }
    Map<?, ?> arguments = object(key, hash, "data");
    Map<?, ?> options = object(key, hash, "opts");
    Object carried = arguments.get(JobCarrier.KEY);
    Continuation continuation = tracing.continuation(carried == null ? options.get("tm") : carried);
    long attempts = options.get("attempts") instanceof Number number ? number.longValue() : 1;
    JobData data =
        new JobData(
            id,
            hash.get("name"),
            JobHash.number(hash.get("priority"), 0),
            parent(key, hash),
            (int) Math.max(1, Math.min(Integer.MAX_VALUE, attempts)),
            fields(arguments));
    // "atm" since version 5, "attemptsMade" before.
    long attemptsMade =
        JobHash.number(hash.get("atm"), JobHash.number(hash.get("attemptsMade"), 0));
    long submittedAt = JobHash.number(hash.get("timestamp"), -1);
    OptionalLong waited =
        submittedAt < 0
            ? OptionalLong.empty()
            : OptionalLong.of(Math.max(0, tracing.now() - submittedAt));
    return tracing.received(data, Math.max(0, attemptsMade), waited, continuation);
  }

  private static Map<?, ?> object(String key, Map<String, String> hash, String field) {
    String text = hash.getOrDefault(field, "{}");
    try {
      if (JsonReader.read(text) instanceof Map<?, ?> object) {
        return object;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + field + "' of '" + key + "': " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("'" + field + "' of '" + key + "' is no JSON object");
  }

  private static @Nullable String parent(String key, Map<String, String> hash) {
    Object id = object(key, hash, "parent").get("id");
    return id == null ? null : id.toString();
  }

  private static Map<String, String> fields(Map<?, ?> arguments) {
    Map<String, String> fields = new LinkedHashMap<>();
    arguments.forEach(
        (name, value) -> {
          if (name instanceof String field && !field.equals(JobCarrier.KEY)) {
            fields.put(field, value instanceof String text ? text : JsonText.of(value));
          }
        });
    return fields;
  }
}
