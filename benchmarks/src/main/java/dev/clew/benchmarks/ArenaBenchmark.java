package dev.clew.benchmarks;

import dev.clew.model.AttributeCursor;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.OtlpDecodeException;
import dev.clew.model.otlp.OtlpProtobufDecoder;
import dev.clew.store.live.Arena;
import dev.clew.store.segment.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

/// The live columns, in time per span, over a generation of 262,144 spans of ten attributes:
/// appending them from batches, beside decoding the same batches and beside making an object with a
/// map for each of the same spans; and copying rows out again.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class ArenaBenchmark {
  private static final int REQUESTS = 1024;
  private static final int SPANS = REQUESTS * Workload.SPANS_PER_REQUEST;
  private static final int READ = 20_000;

  private final byte[][] requests = new byte[REQUESTS][];
  private final SpanBatch[] batches = new SpanBatch[REQUESTS];
  private final OtlpProtobufDecoder decoder = new OtlpProtobufDecoder();
  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private Segment segment;
  private int[] rows;

  @Setup
  public void appendAll() throws OtlpDecodeException {
    Workload workload = new Workload(1, 1_800_000_000_000_000_000L);
    for (int r = 0; r < REQUESTS; r++) {
      requests[r] = workload.next();
      builder.clear();
      decoder.decode(requests[r], 0, requests[r].length, builder);
      batches[r] = builder.build();
    }
    Arena arena = append();
    segment = arena.snapshot();
    rows = new Random(1).ints(0, SPANS).distinct().limit(READ).sorted().toArray();
    System.out.printf(
        "# %d bytes a span in use, %d held%n",
        arena.bytes() / SPANS, arena.allocatedBytes() / SPANS);
  }

  @Benchmark
  @OperationsPerInvocation(SPANS)
  public Arena append() {
    Arena arena = new Arena("live", SPANS);
    for (SpanBatch batch : batches) {
      arena.append(batch, null);
    }
    return arena;
  }

  @Benchmark
  @OperationsPerInvocation(SPANS)
  public int decode() throws OtlpDecodeException {
    for (byte[] request : requests) {
      builder.clear();
      decoder.decode(request, 0, request.length, builder);
    }
    return builder.size();
  }

  /// What a store of objects does at the least, without any index.
  @Benchmark
  @OperationsPerInvocation(SPANS)
  public List<SpanObject> objects() {
    List<SpanObject> spans = new ArrayList<>(SPANS);
    for (SpanBatch batch : batches) {
      AttributeCursor cursor = batch.attributeCursor();
      for (int i = 0; i < batch.size(); i++) {
        Map<String, Object> attributes = new HashMap<>();
        cursor.seek(i);
        while (cursor.next()) {
          attributes.put(cursor.key(), cursor.type().isCoded() ? cursor.string() : cursor.word());
        }
        spans.add(
            new SpanObject(
                batch.traceIdHigh(i),
                batch.traceIdLow(i),
                batch.spanId(i),
                batch.parentSpanId(i),
                batch.startNanos(i),
                batch.durationNanos(i),
                batch.strings().string(batch.name(i)),
                attributes));
      }
    }
    return spans;
  }

  /// Copies 20,000 of the spans, spread evenly, into a batch.
  @Benchmark
  @OperationsPerInvocation(READ)
  public SpanBatch read() {
    return segment.read(rows);
  }

  public record SpanObject(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      long parentSpanId,
      long startNanos,
      long durationNanos,
      String name,
      Map<String, Object> attributes) {}
}
