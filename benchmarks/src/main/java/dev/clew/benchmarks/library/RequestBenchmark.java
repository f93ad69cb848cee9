package dev.clew.benchmarks.library;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.clew.instrumentation.http.HttpTracing;
import dev.clew.instrumentation.http.TracingHttpFilter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A request of the JDK's server through a filter, without its socket: ours, and one written by
/// hand on OpenTelemetry's `Instrumenter` with its extractors and the same header on the answer.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RequestBenchmark {
  private static final HttpHandler HANDLER = exchange -> exchange.sendResponseHeaders(200, -1);

  private Filter ours = new TracingHttpFilter();
  private Filter byHand = new HandWrittenFilter(OpenTelemetry.noop());

  @Setup
  public void setUp() {
    OpenTelemetry sdk = Sdk.with(Sampler.parentBased(Sampler.alwaysOn()));
    ours = new TracingHttpFilter(HttpTracing.builder().openTelemetry(sdk).build());
    byHand = new HandWrittenFilter(sdk);
  }

  @Benchmark
  public HttpExchange untraced() throws IOException {
    return through(List.of());
  }

  @Benchmark
  public HttpExchange instrumenter() throws IOException {
    return through(List.of(byHand));
  }

  @Benchmark
  public HttpExchange filter() throws IOException {
    return through(List.of(ours));
  }

  private static HttpExchange through(List<Filter> filters) throws IOException {
    HttpExchange exchange = new RequestInMemory();
    new Filter.Chain(filters, HANDLER).doFilter(exchange);
    return exchange;
  }
}
