package dev.clew.instrumentation.jobs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of a job's hash in Redis; {@link TracedRedisJobQueue} describes them.
final class JobHash {
  static final String ID = "id";
  static final String SERVICE = "service_required";
  static final String PRIORITY = "priority";
  static final String PARENT_ID = "parent_id";
  static final String MAX_ATTEMPTS = "max_attempts";
  static final String ATTEMPTS_MADE = "attempts_made";
  static final String STATUS = "status";
  static final String SUBMITTED_AT = "submitted_at";
  static final String TRACE_ID = "trace_id";

  static final Set<String> OWN_FIELDS =
      Set.of(
          ID,
          SERVICE,
          PRIORITY,
          PARENT_ID,
          MAX_ATTEMPTS,
          ATTEMPTS_MADE,
          STATUS,
          SUBMITTED_AT,
          TRACE_ID,
          JobCarrier.KEY,
          "worker_id",
          "claimed_at",
          "started_at",
          "finished_at",
          "error");

  private JobHash() {}

  /// A job's own fields, as they are written.
  ///
  /// @throws IllegalArgumentException where one has a name that the queue itself writes
  static Map<String, String> of(JobData job) {
    for (String field : job.fields().keySet()) {
      if (OWN_FIELDS.contains(field)) {
        throw new IllegalArgumentException(
            "job '%s': the queue itself writes the field '%s'".formatted(job.id(), field));
      }
    }
    Map<String, String> hash = new LinkedHashMap<>(job.fields());
    hash.put(ID, job.id());
    hash.put(PRIORITY, Long.toString(job.priority()));
    hash.put(MAX_ATTEMPTS, Integer.toString(job.maxAttempts()));
    if (job.service() != null) {
      hash.put(SERVICE, job.service());
    }
    if (job.parentId() != null) {
      hash.put(PARENT_ID, job.parentId());
    }
    return hash;
  }

  /// A job as anyone may have written it: what is missing or makes no sense has its default.
  static JobData read(String id, Map<String, String> hash) {
    Map<String, String> fields = new LinkedHashMap<>(hash);
    fields.keySet().removeAll(OWN_FIELDS);
    int maxAttempts = (int) Math.min(Integer.MAX_VALUE, number(hash.get(MAX_ATTEMPTS), 1));
    return new JobData(
        id,
        hash.get(SERVICE),
        number(hash.get(PRIORITY), 0),
        hash.get(PARENT_ID),
        Math.max(1, maxAttempts),
        fields);
  }

  /// A number that may have been written as a fraction, whole.
  static long number(@Nullable String text, long otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return fraction(text, otherwise);
    }
  }

  private static long fraction(String text, long otherwise) {
    try {
      double number = Double.parseDouble(text);
      return Double.isNaN(number) ? otherwise : (long) number;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
