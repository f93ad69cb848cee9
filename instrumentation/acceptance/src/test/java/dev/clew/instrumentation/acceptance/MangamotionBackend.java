package dev.clew.instrumentation.acceptance;

import static dev.clew.instrumentation.acceptance.Programs.answer;
import static dev.clew.instrumentation.acceptance.Programs.variable;
import static dev.clew.instrumentation.acceptance.Programs.work;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.http.ErrorAnswer;
import dev.clew.instrumentation.http.HttpSpanNames;
import dev.clew.instrumentation.http.HttpTracing;
import dev.clew.instrumentation.http.TracingHttpFilter;
import dev.clew.instrumentation.io.TracedFiles;
import dev.clew.instrumentation.jobs.ClaimedJob;
import dev.clew.instrumentation.jobs.JedisJobStore;
import dev.clew.instrumentation.jobs.JobData;
import dev.clew.instrumentation.jobs.JobStep;
import dev.clew.instrumentation.jobs.JobTracing;
import dev.clew.instrumentation.jobs.TracedJobProcessor;
import dev.clew.instrumentation.jobs.TracedRedisJobQueue;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import redis.clients.jedis.RedisClient;

/// A backend that takes uploads and has their files scanned by a worker, which goes on
/// after the answer; a request with `x-refuse` has a file that may not be uploaded.
final class MangamotionBackend {
  private final TracedRedisJobQueue queue;
  private final TracedJobProcessor scans;

  /// A file that may not be uploaded.
  private static final class ValidationError extends Exception {
    private static final long serialVersionUID = 1;

    ValidationError(String message) {
      super(message);
    }
  }

  private MangamotionBackend(int redisPort) {
    JobTracing tracing =
        JobTracing.builder()
            .name(JobStep.SUBMIT, "queueAdd")
            .name(JobStep.PROCESS, "worker.scan")
            .kind(JobStep.PROCESS, SpanKind.CONSUMER)
            .without(JobStep.CLAIM, JobStep.START, JobStep.SERVICE)
            .build();
    queue =
        new TracedRedisJobQueue(
            new JedisJobStore(RedisClient.create("localhost", redisPort)), tracing);
    scans = new TracedJobProcessor(tracing);
  }

  /// Listens, until it is ended.
  public static void main(String[] args) throws IOException {
    Tracing.initializeTracing();
    MangamotionBackend backend = new MangamotionBackend(Integer.parseInt(variable("REDIS_PORT")));
    Thread worker = new Thread(backend::scanAll, "worker");
    worker.setDaemon(true);
    worker.start();
    Filter tracing =
        new TracingHttpFilter(
            HttpTracing.builder()
                .serverNames(HttpSpanNames.HTTP_METHOD_ROUTE)
                .errorAnswer(error -> ErrorAnswer.json(400, "{\"error\":\"Validation failed\"}"))
                .build());
    HttpServer server = Programs.server();
    server.createContext("/api/upload", backend::upload).getFilters().add(tracing);
    server.createContext("/api/presign", MangamotionBackend::presign).getFilters().add(tracing);
    Programs.serve(server);
  }

  private static void presign(HttpExchange exchange) throws IOException {
    Tracing.withSpan(
        "presign",
        () -> Tracing.setAttribute("s3.key", "uploads/page-1.jpg"),
        "file.name",
        "page-1.jpg",
        "file.content_type",
        "image/jpeg",
        "file.size_bytes",
        26_300_000L);
    answer(exchange, 200, "{}");
  }

  private void upload(HttpExchange exchange) throws IOException {
    work(10);
    Tracing.withSpan(
        "upload",
        () -> {
          Tracing.setAttribute("file.count", 5);
          if (exchange.getRequestHeaders().containsKey("x-refuse")) {
            refuse();
          }
          String userId = exchange.getRequestHeaders().getFirst("x-user-id");
          Tracing.setAttribute("user.id", userId);
          Tracing.setAttribute("file.total_size_mb", 125.5);
          work(1200);
          queue.submitJob(
              JobData.of("scan-job-789").withParentId("job-456").withField("files", "5"));
          Tracing.setAttribute("job.id", "job-456");
          Tracing.addEvent("scan.queued");
          work(40);
        },
        "operation",
        "upload",
        "span.kind",
        "internal");
    answer(exchange, 200, "{\"jobId\":\"job-456\"}");
  }

  private static void refuse() {
    work(2490);
    try {
      throw new ValidationError("Invalid file type");
    } catch (ValidationError e) {
      Tracing.recordException(e);
      throw new IllegalArgumentException("Validation failed", e);
    }
  }

  private void scanAll() {
    while (true) {
      ClaimedJob job = queue.claimJob();
      if (job == null) {
        work(10);
      } else {
        scans.processJob(job, progress -> scan(job.data()));
      }
    }
  }

  private static String scan(JobData job) {
    int files = Integer.parseInt(job.fields().get("files"));
    Path page = Path.of("page-1.jpg");
    try {
      Files.writeString(page, "clean");
      TracedFiles.create()
          .checkFiles(
              List.of(page),
              file -> {
                work(800);
                Tracing.addEvent("file_scanned", "file.name", file.toString());
                return Files.readString(file).equals("clean");
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Tracing.setSpanAttributes("file.count", files, "scan_status", "clean");
    return "clean";
  }
}
