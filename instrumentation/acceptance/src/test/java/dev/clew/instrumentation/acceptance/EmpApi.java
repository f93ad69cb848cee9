package dev.clew.instrumentation.acceptance;

import static dev.clew.instrumentation.acceptance.Programs.answer;

import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.http.HttpTracing;
import dev.clew.instrumentation.jobs.JobData;
import dev.clew.instrumentation.jobs.TracedRedisJobQueue;
import java.io.IOException;
import java.util.UUID;

/// An API that queues a job a request.
final class EmpApi {
  private EmpApi() {}

  /// Listens, until it is ended.
  public static void main(String[] args) throws IOException {
    Tracing.init();
    TracedRedisJobQueue queue =
        new TracedRedisJobQueue(EmpJobQueue.store(), EmpJobQueue.tracing().build());
    HttpServer server = Programs.server();
    server
        .createContext(
            "/api/jobs",
            exchange -> {
              JobData job = JobData.of(UUID.randomUUID().toString());
              queue.submitJob(job.withService("comfyui").withPriority(5));
              answer(exchange, 202, "{\"id\":\"" + job.id() + "\"}");
            })
        .getFilters()
        .add(HttpTracing.tracingMiddleware());
    Programs.serve(server);
  }
}
