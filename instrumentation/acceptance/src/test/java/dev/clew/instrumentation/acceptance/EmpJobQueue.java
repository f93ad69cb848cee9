package dev.clew.instrumentation.acceptance;

import dev.clew.instrumentation.jobs.JedisJobStore;
import dev.clew.instrumentation.jobs.JobStep;
import dev.clew.instrumentation.jobs.JobStore;
import dev.clew.instrumentation.jobs.JobTracing;
import io.opentelemetry.api.trace.SpanKind;
import redis.clients.jedis.RedisClient;

/// What the programs around a job agree on: where the jobs are, and how the steps of a job are
/// told.
final class EmpJobQueue {
  private EmpJobQueue() {}

  static JobStore store() {
    return new JedisJobStore(
        RedisClient.create("localhost", Integer.parseInt(Programs.variable("REDIS_PORT"))));
  }

  static JobTracing.Builder tracing() {
    return JobTracing.builder()
        .with(JobStep.OPERATION)
        .without(JobStep.START)
        .kind(JobStep.SERVICE, SpanKind.CLIENT);
  }
}
