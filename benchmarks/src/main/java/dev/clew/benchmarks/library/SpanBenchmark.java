package dev.clew.benchmarks.library;

import dev.clew.instrumentation.ClewTracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One span with two attributes around a piece of code, current while it runs: `withSpan` beside
/// what one writes with the SDK alone for the same span.
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SpanBenchmark {
  /// Whether the sampler keeps the span.
  @Param({"true", "false"})
  public boolean sampled;

  private Tracer bare = OpenTelemetry.noop().getTracer("");
  private ClewTracer clew = ClewTracer.create(OpenTelemetry.noop(), "");
  private String user = "user-123";
  private long files = 5;

  @Setup
  public void setUp() {
    OpenTelemetry sdk = Sdk.with(sampled ? Sampler.alwaysOn() : Sampler.alwaysOff());
    bare = sdk.getTracer("bench");
    clew = ClewTracer.create(sdk, "bench");
  }

  /// The SDK's API by hand, with everything that `withSpan` promises.
  @Benchmark
  public String sdk() {
    Span span =
        bare.spanBuilder("upload")
            .setAttribute("user.id", user)
            .setAttribute("file.count", files)
            .startSpan();
    try (Scope current = span.makeCurrent()) {
      return work();
    } catch (Throwable e) {
      span.recordException(e);
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }

  @Benchmark
  public String withSpan() {
    return clew.withSpan("upload", this::work, "user.id", user, "file.count", files);
  }

  private String work() {
    return user;
  }
}
