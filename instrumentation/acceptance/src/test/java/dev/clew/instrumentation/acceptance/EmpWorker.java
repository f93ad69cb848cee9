package dev.clew.instrumentation.acceptance;

import static dev.clew.instrumentation.acceptance.Programs.answer;

import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.http.HttpTracing;
import dev.clew.instrumentation.http.TracingHttpClient;
import dev.clew.instrumentation.jobs.ClaimedJob;
import dev.clew.instrumentation.jobs.JobTracing;
import dev.clew.instrumentation.jobs.TracedJobProcessor;
import dev.clew.instrumentation.jobs.TracedRedisJobQueue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/// A worker on another machine: it works on jobs with a service that has to download a
/// model first. It listens as the place where the models are.
final class EmpWorker {
  private EmpWorker() {}

  /// Works, until it is ended.
  public static void main(String[] args) throws IOException {
    Tracing.init();
    HttpServer models = Programs.server();
    models.createContext("/model", exchange -> answer(exchange, 200, "{}"));
    URI model = URI.create("http://localhost:" + models.getAddress().getPort() + "/model");
    JobTracing tracing =
        EmpJobQueue.tracing().serviceEndpoint(job -> "http://" + job.service() + ":8188").build();
    HttpClient client =
        TracingHttpClient.wrap(
            HttpClient.newHttpClient(),
            HttpTracing.builder()
                .clientNames((method, route, host, path) -> "model-download")
                .build());
    Thread worker = new Thread(() -> work(tracing, client, model), "worker");
    worker.setDaemon(true);
    worker.start();
    Programs.serve(models);
  }

  private static void work(JobTracing tracing, HttpClient client, URI model) {
    TracedRedisJobQueue queue = new TracedRedisJobQueue(EmpJobQueue.store(), tracing);
    TracedJobProcessor processor = new TracedJobProcessor(tracing);
    while (true) {
      ClaimedJob job = queue.claimJob(Programs.variable("WORKER_ID"));
      if (job == null) {
        Programs.work(10);
      } else {
        processor.processJob(job, progress -> run(client, model));
      }
    }
  }

  private static Map<String, Object> run(HttpClient client, URI model) {
    try {
      client.send(HttpRequest.newBuilder(model).build(), HttpResponse.BodyHandlers.discarding());
      return Map.of("success", true);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
