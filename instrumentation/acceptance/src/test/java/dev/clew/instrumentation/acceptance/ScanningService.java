package dev.clew.instrumentation.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.ClewSpan;
import dev.clew.instrumentation.Operations;
import dev.clew.instrumentation.TraceContext;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.http.HttpSpanNames;
import dev.clew.instrumentation.http.HttpTracing;
import dev.clew.instrumentation.http.TracingHttpFilter;
import dev.clew.instrumentation.io.TracedFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// A service that takes uploads, and a worker of it that scans them. The job between them carries
/// the trace context as text.
final class ScanningService implements AutoCloseable {
  private final List<Path> files = new ArrayList<>();
  private final HttpServer server;
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final BlockingQueue<String> scanned = new LinkedBlockingQueue<>();

  ScanningService(Path folder) throws IOException {
    for (int i = 0; i < 5; i++) {
      files.add(Files.writeString(folder.resolve("file-" + i), "clean"));
    }
    HttpTracing http = HttpTracing.builder().serverNames(HttpSpanNames.HTTP_METHOD_ROUTE).build();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/upload", this::upload).getFilters().add(new TracingHttpFilter(http));
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/api/upload";
  }

  /// Waits until the worker has scanned the files of one upload.
  void awaitScan() throws InterruptedException {
    scanned.take();
  }

  private void upload(HttpExchange exchange) throws IOException {
    work(5);
    Operations.traceFileOperation(
        "upload",
        () -> {
          Tracing.setAttribute("user.id", exchange.getRequestHeaders().getFirst("x-user-id"));
          work(620);
          Tracing.withSpan("queueAdd", () -> queue("job-456"), "span.kind", "producer");
          Tracing.setAttribute("job.id", "job-456");
          work(620);
        },
        "file.count",
        files.size(),
        "file.total_size_mb",
        125.5);
    work(5);
    exchange.sendResponseHeaders(200, -1);
  }

  private void queue(String parentJob) {
    Map<String, String> carrier = Objects.requireNonNull(Tracing.extractTraceContext()).toMap();
    worker.execute(() -> scan(parentJob, carrier));
  }

  private void scan(String parentJob, Map<String, String> carrier) {
    TraceContext sender = Objects.requireNonNull(Tracing.extractTraceContext(carrier));
    try (ClewSpan span =
        Tracing.openSpan(
            "worker.scan",
            sender.context(),
            "span.kind",
            "consumer",
            "job.id",
            "scan-job-789",
            "job.parent_id",
            parentJob,
            "job.attempt",
            1,
            "file.count",
            files.size())) {
      List<Path> infected =
          TracedFiles.create().checkFiles(files, file -> Files.readString(file).equals("clean"));
      work(800);
      span.setAttribute("scan_status", infected.isEmpty() ? "clean" : "infected");
    } catch (IOException e) {
      Tracing.recordSpanError(e);
    }
    scanned.add(parentJob);
  }

  private static void work(long millis) {
    long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    worker.shutdown();
  }
}
