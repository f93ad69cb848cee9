/// Jobs over Redis that carry the trace which submitted them.
///
/// Open {@link dev.clew.instrumentation.jobs.TracedRedisJobQueue} first: it submits jobs and claims
/// them. {@link dev.clew.instrumentation.jobs.TracedJobProcessor} runs them, those of other queues
/// too; {@link dev.clew.instrumentation.jobs.JobTracing} holds what can be chosen about their
/// spans. What a job looks like in Redis, so that workers in other languages can share it, is
/// written at the queue; what Redis client is used is behind {@link
/// dev.clew.instrumentation.jobs.JobStore}.
@NullMarked
package dev.clew.instrumentation.jobs;

import org.jspecify.annotations.NullMarked;
