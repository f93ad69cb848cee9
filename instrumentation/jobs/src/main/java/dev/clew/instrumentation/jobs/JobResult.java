package dev.clew.instrumentation.jobs;

import org.jspecify.annotations.Nullable;

/// A result that says itself whether the job was done, for work that does not throw when it was
/// not.
///
/// ```java
/// return new JobResult(answer.isComplete(), answer.text());
/// ```
///
/// @param success becomes `job.success`; false makes the attempt a failed one
/// @param output what `job.output_size` measures; null where there is nothing
public record JobResult(boolean success, @Nullable Object output) {}
