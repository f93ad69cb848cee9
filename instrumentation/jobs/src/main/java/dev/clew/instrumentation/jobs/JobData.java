package dev.clew.instrumentation.jobs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job as it is submitted: which service is to do it, how urgent it is, and what it is about.
///
/// ```java
/// JobData job =
///     JobData.of("job-456")
///         .withService("comfyui")
///         .withPriority(5)
///         .withMaxAttempts(3)
///         .withField("prompt", "a lighthouse");
/// ```
///
/// @param id unique among the jobs of a queue; not empty
/// @param service what kind of worker it needs; null where any will do
/// @param priority higher is sooner
/// @param parentId the job that this one is a part of; null where there is none
/// @param maxAttempts how often it is tried before it counts as failed, from 1
/// @param fields everything else, in order; nested values are the application's to encode
public record JobData(
    String id,
    @Nullable String service,
    long priority,
    @Nullable String parentId,
    int maxAttempts,
    Map<String, String> fields) {
  /// Checks and copies.
  ///
  /// ```java
  /// JobData job = new JobData("1", "comfyui", 5, null, 1, Map.of());
  /// ```
  ///
  /// @throws IllegalArgumentException where the id is empty, or there is to be no attempt
  public JobData {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a job's id must not be empty");
    }
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "a job is tried at least once, not " + maxAttempts + " times");
    }
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /// A job of priority 0 that any worker may do, once.
  ///
  /// ```java
  /// JobData job = JobData.of("job-456");
  /// ```
  public static JobData of(String id) {
    return new JobData(id, null, 0, null, 1, Map.of());
  }

  /// The same job for a service.
  ///
  /// ```java
  /// job.withService("comfyui");
  /// ```
  public JobData withService(String name) {
    return new JobData(id, name, priority, parentId, maxAttempts, fields);
  }

  /// The same job with another priority.
  ///
  /// ```java
  /// job.withPriority(5);
  /// ```
  public JobData withPriority(long other) {
    return new JobData(id, service, other, parentId, maxAttempts, fields);
  }

  /// The same job as a part of another.
  ///
  /// ```java
  /// JobData.of("scan-job-789").withParentId("job-456");
  /// ```
  public JobData withParentId(String parent) {
    return new JobData(id, service, priority, parent, maxAttempts, fields);
  }

  /// The same job with more attempts, or fewer.
  ///
  /// ```java
  /// job.withMaxAttempts(3);
  /// ```
  public JobData withMaxAttempts(int attempts) {
    return new JobData(id, service, priority, parentId, attempts, fields);
  }

  /// The same job with one more field.
  ///
  /// ```java
  /// job.withField("file.count", "5");
  /// ```
  public JobData withField(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new JobData(id, service, priority, parentId, maxAttempts, more);
  }
}
