package dev.clew.benchmarks;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanFingerprints;
import dev.clew.model.otlp.OtlpDecodeException;
import dev.clew.model.otlp.OtlpProtobufDecoder;
import dev.clew.model.otlp.OtlpProtobufEncoder;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// From OTLP's bytes to columns, in time per span: our decoder beside protobuf-java's parse of the
/// same bytes, which makes an object for every span, attribute and value.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Workload.SPANS_PER_REQUEST)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
  /// Enough requests that no cache holds them all.
  private static final int REQUESTS = 256;

  private final byte[][] requests = new byte[REQUESTS][];
  private final OtlpProtobufDecoder decoder = new OtlpProtobufDecoder();
  private final OtlpProtobufEncoder encoder = new OtlpProtobufEncoder();
  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final SpanBatch[] batches = new SpanBatch[REQUESTS];
  private int next;

  @Setup
  public void makeRequests() throws OtlpDecodeException {
    Workload workload = new Workload(1, 1_800_000_000_000_000_000L);
    for (int r = 0; r < REQUESTS; r++) {
      requests[r] = workload.next();
      builder.clear();
      decoder.decode(requests[r], 0, requests[r].length, builder);
      batches[r] = builder.build();
    }
  }

  /// Bytes into the builder's columns.
  @Benchmark
  public int decode() throws OtlpDecodeException {
    byte[] request = request();
    builder.clear();
    decoder.decode(request, 0, request.length, builder);
    return builder.size();
  }

  /// Bytes to a batch that stands by itself.
  @Benchmark
  public SpanBatch decodeAndBuild() throws OtlpDecodeException {
    decode();
    return builder.build();
  }

  @Benchmark
  public TracesData protobufJava() throws IOException {
    return TracesData.parseFrom(request());
  }

  @Benchmark
  public SpanFingerprints fingerprints() {
    return SpanFingerprints.of(batches[advance()], 1);
  }

  @Benchmark
  public byte[] encode() {
    return encoder.encode(batches[advance()]);
  }

  private byte[] request() {
    return requests[advance()];
  }

  private int advance() {
    next = (next + 1) % REQUESTS;
    return next;
  }
}
