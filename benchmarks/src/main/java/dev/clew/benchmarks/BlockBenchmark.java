package dev.clew.benchmarks;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.OtlpDecodeException;
import dev.clew.model.otlp.OtlpProtobufDecoder;
import dev.clew.store.block.Block;
import dev.clew.store.block.BlockHeader;
import dev.clew.store.block.BlockMeta;
import dev.clew.store.block.BlockWriter;
import dev.clew.store.block.ReadCache;
import dev.clew.store.disk.Disk;
import dev.clew.store.disk.LocalDisk;
import dev.clew.store.live.Arena;
import dev.clew.store.segment.Segment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Blocks, over 524,288 spans of ten attributes: building one of live columns, in time per span,
/// beside no more than compressing the same requests with zstd; and reading a trace by id from a
/// block of which nothing is in memory, and from one that was read before.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
public class BlockBenchmark {
  private static final int REQUESTS = 2048;
  private static final int SPANS = REQUESTS * Workload.SPANS_PER_REQUEST;

  private final Disk disk = new LocalDisk();
  private final byte[][] requests = new byte[REQUESTS][];
  private final SplittableRandom random = new SplittableRandom(7);
  private Path directory;
  private Segment source;
  private int[] rows;
  private Block block;
  private int built;

  @Setup
  public void makeBlock() throws IOException, OtlpDecodeException {
    directory = Files.createTempDirectory("clew-block-benchmark");
    Workload workload = new Workload(1, 1_800_000_000_000_000_000L);
    OtlpProtobufDecoder decoder = new OtlpProtobufDecoder();
    SpanBatchBuilder builder = new SpanBatchBuilder();
    Arena arena = new Arena("live", SPANS);
    long wire = 0;
    for (int r = 0; r < REQUESTS; r++) {
      requests[r] = workload.next();
      wire += requests[r].length;
      builder.clear();
      decoder.decode(requests[r], 0, requests[r].length, builder);
      arena.append(builder.build(), null);
    }
    source = arena.snapshot();
    rows = IntStream.range(0, source.spanCount()).toArray();
    Path path = directory.resolve("kept");
    BlockMeta meta = write(path);
    block = Block.open(disk, path, new ReadCache(1L << 30));
    System.out.printf(
        "# on the wire %.1f bytes a span, with zstd %.1f, in the block %.1f%n",
        (double) wire / SPANS, (double) compressed() / SPANS, (double) meta.bytes() / SPANS);
    for (BlockMeta.FileMeta file : meta.files()) {
      System.out.printf("#   %s %.2f%n", file.name(), (double) file.tail().fileBytes() / SPANS);
      file.columnBytes().entrySet().stream()
          .sorted(Comparator.comparing(column -> -column.getValue()))
          .limit(12)
          .forEach(
              column ->
                  System.out.printf(
                      "#     %-34s %.2f%n", column.getKey(), (double) column.getValue() / SPANS));
    }
  }

  @TearDown
  public void delete() {
    delete(directory);
  }

  private BlockMeta write(Path path) throws IOException {
    BlockHeader header = new BlockHeader("", path.getFileName().toString(), 0, 0, 0);
    return BlockWriter.write(disk, path, source, rows, header, (_, _) -> false);
  }

  /// A block of live columns, files synced.
  @Benchmark
  @OperationsPerInvocation(SPANS)
  public BlockMeta build() throws IOException {
    Path path = directory.resolve("built-" + built++);
    BlockMeta meta = write(path);
    delete(path);
    return meta;
  }

  /// The requests as they came, each compressed with zstd of level 1.
  @Benchmark
  @OperationsPerInvocation(SPANS)
  public long compressRequests() {
    return compressed();
  }

  private long compressed() {
    long bytes = 0;
    try (ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(1)) {
      for (byte[] request : requests) {
        bytes += zstd.compress(request).length;
      }
    }
    return bytes;
  }

  /// A random trace by its id; nothing of the block is in memory but the pages of its files.
  @Benchmark
  public SpanBatch traceByIdCold() throws IOException {
    Path path = directory.resolve("kept");
    try (Block cold = Block.open(disk, path, new ReadCache(1L << 30))) {
      return trace(cold);
    }
  }

  /// A random trace by its id; footers and dictionaries are in the cache.
  @Benchmark
  public SpanBatch traceByIdWarm() {
    return trace(block);
  }

  private SpanBatch trace(Block from) {
    int any = random.nextInt(source.traceCount());
    long high = source.traceIdHigh(any);
    long low = source.traceIdLow(any);
    List<Segment> segments = from.segments();
    int trace = segments.getFirst().findTrace(high, low);
    return segments.getFirst().read(segments.getFirst().spans(trace));
  }

  private static void delete(Path path) {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
