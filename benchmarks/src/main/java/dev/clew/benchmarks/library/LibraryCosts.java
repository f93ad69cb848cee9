package dev.clew.benchmarks.library;

import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.ClewTracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Measures what the library costs and prints each figure beside its bar: time and objects against
/// the bare SDK, bytes on the wire, processor time of a program under load, memory of full buffers.
public final class LibraryCosts {
  private static final int PACE = 200;
  /// Until then it is the compiler that takes the time.
  private static final int WARM_UP = 60;

  private static final int SECONDS = 20;

  /// Traces of eight spans, a minute, that a busy one of the sample systems has.
  private static final int USUAL_TRACES = 500;

  private static final int USUAL_SPANS = 8;
  private static final int QUEUE = 2048;

  private LibraryCosts() {}

  /// @param args none
  public static void main(String[] args) throws Exception {
    System.out.println("| figure | bar | measured |");
    System.out.println("| --- | --- | --- |");
    times();
    wireAndProcessor();
    row("memory of 2,048 waiting spans", "10 MB", megabytes(bytesOfQueue()));
  }

  private static void times() throws RunnerException {
    Map<String, Double> time = new LinkedHashMap<>();
    Map<String, Double> bytes = new LinkedHashMap<>();
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include(SpanBenchmark.class.getName())
                    .include(RequestBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run()) {
      String sampled = result.getParams().getParam("sampled");
      String name = result.getPrimaryResult().getLabel() + ("false".equals(sampled) ? "0" : "");
      time.put(name, result.getPrimaryResult().getScore());
      Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
      if (allocated != null) {
        bytes.put(name, allocated.getScore());
      }
    }
    ratio("a span by `withSpan`, two attributes", "withSpan", "sdk", time, bytes);
    ratio("the same, not sampled", "withSpan0", "sdk0", time, bytes);
    ratio("a request through the filter", "filter", "instrumenter", time, bytes);
    row("a span", "1 ms", Math.round(get(time, "withSpan")) + " ns");
    row(
        "a request with one span",
        "2 ms",
        Math.round(get(time, "filter") - get(time, "untraced")) + " ns more than untraced");
  }

  private static void ratio(
      String what,
      String ours,
      String theirs,
      Map<String, Double> time,
      Map<String, Double> bytes) {
    row(
        what,
        "1.2 times the SDK",
        "%.2f times (%.0f ns, %.0f ns), %.0f B allocated (%.0f B)"
            .formatted(
                get(time, ours) / get(time, theirs),
                get(time, ours),
                get(time, theirs),
                get(bytes, ours),
                get(bytes, theirs)));
  }

  private static double get(Map<String, Double> figures, String name) {
    return figures.getOrDefault(name, Double.NaN);
  }

  private static void wireAndProcessor() throws IOException, InterruptedException {
    AtomicLong received = new AtomicLong();
    HttpServer backend =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          received.addAndGet(exchange.getRequestBody().readAllBytes().length);
          exchange.sendResponseHeaders(200, -1);
        });
    backend.start();
    try {
      String endpoint = "http://localhost:" + backend.getAddress().getPort();
      double untraced = processorTime(Map.of("OTEL_SDK_DISABLED", "true"));
      double traced = processorTime(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint));
      long plain = received.get();
      received.set(0);
      processorTime(
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT", endpoint, "OTEL_EXPORTER_OTLP_COMPRESSION", "gzip"));
      long spans = (long) TracedProgram.SPANS_A_REQUEST * PACE * (WARM_UP + SECONDS);
      row(
          "bytes a span on the wire",
          "500",
          plain / spans + ", with gzip " + received.get() / spans);
      row("1,000 spans on the wire", "100 KB", received.get() / spans + " KB with gzip");
      double perSpan = (traced - untraced) / (PACE * TracedProgram.SPANS_A_REQUEST);
      row(
          "processor time at %d traces a minute".formatted(USUAL_TRACES),
          "1 % of a core",
          "%.2f %%; at %d spans a second %.2f %%, %.0f µs a span"
              .formatted(
                  100 * perSpan * USUAL_TRACES * USUAL_SPANS / 60,
                  PACE * TracedProgram.SPANS_A_REQUEST,
                  100 * (traced - untraced),
                  1e6 * perSpan));
    } finally {
      backend.stop(0);
    }
  }

  /// Cores that the program keeps busy.
  private static double processorTime(Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                TracedProgram.class.getName(),
                String.valueOf(PACE),
                String.valueOf(WARM_UP),
                String.valueOf(SECONDS))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0 || !output.startsWith("cpu_ns=")) {
      throw new IOException("the traced program failed: " + output);
    }
    return Long.parseLong(output.substring("cpu_ns=".length())) / 1e9 / SECONDS;
  }

  /// What a full queue holds on to.
  private static long bytesOfQueue() {
    List<SpanData> queue = new ArrayList<>();
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(new Keeps(queue)))
                    .build())
            .build();
    ClewTracer tracer = ClewTracer.create(sdk, "bench");
    long before = used();
    for (int span = 0; span < QUEUE; span++) {
      tracer.withSpan("order.step", () -> {}, "order.id", "order-" + span, "order.items", span);
    }
    long held = used() - before;
    if (queue.size() != QUEUE) {
      throw new IllegalStateException("kept " + queue.size() + " spans");
    }
    sdk.close();
    return held;
  }

  private record Keeps(List<SpanData> queue) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      queue.addAll(spans);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private static long used() {
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static String megabytes(long bytes) {
    return "%.1f MB".formatted(bytes / 1e6);
  }

  private static void row(String figure, String bar, String measured) {
    System.out.println("| " + figure + " | " + bar + " | " + measured + " |");
  }
}
