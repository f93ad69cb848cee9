package dev.clew.instrumentation.jobs;

import org.jspecify.annotations.Nullable;

/// What is done for a job. The job is over when it returns: a future's end is to be waited for.
///
/// ```java
/// JobWork<String, IOException> work = progress -> generate(job.data().fields().get("prompt"));
/// ```
///
/// @param <T> the result
/// @param <E> the checked exception it may throw; a lambda that throws none makes it
///   `RuntimeException`
@FunctionalInterface
public interface JobWork<T extends @Nullable Object, E extends Exception> {
  /// Does it.
  ///
  /// ```java
  /// String image = work.run(progress);
  /// ```
  T run(JobProgress progress) throws E;
}
