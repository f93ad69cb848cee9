package dev.clew.benchmarks;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.OtlpDecodeException;
import dev.clew.model.otlp.OtlpProtobufDecoder;
import dev.clew.store.disk.LocalDisk;
import dev.clew.store.log.EncodedRecord;
import dev.clew.store.log.LogDirectory;
import dev.clew.store.log.LogSegmentWriter;
import dev.clew.store.log.RecordDecoder;
import dev.clew.store.log.RecordEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// The log, in time per span of ten attributes: encoding batches of 256 into records, beside zstd-1
/// alone over the bytes that were sent; appending the records to a segment without syncing, beside
/// plain writes of the same bytes; and decoding them again, as a start does.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g", "--enable-native-access=ALL-UNNAMED"})
public class LogBenchmark {
  private static final int REQUESTS = 256;
  private static final int SPANS = REQUESTS * Workload.SPANS_PER_REQUEST;
  private static final String TENANT = "default";

  private final byte[][] requests = new byte[REQUESTS][];
  private final SpanBatch[] batches = new SpanBatch[REQUESTS];
  private final List<EncodedRecord> records = new ArrayList<>();
  private final RecordEncoder encoder = new RecordEncoder();
  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(1);
  private Path folder;

  @Setup
  public void encodeAll() throws OtlpDecodeException, IOException {
    OtlpProtobufDecoder decoder = new OtlpProtobufDecoder();
    SpanBatchBuilder builder = new SpanBatchBuilder();
    Workload workload = new Workload(1, 1_800_000_000_000_000_000L);
    long bytes = 0;
    for (int r = 0; r < REQUESTS; r++) {
      requests[r] = workload.next();
      builder.clear();
      decoder.decode(requests[r], 0, requests[r].length, builder);
      batches[r] = builder.build();
      records.add(encoder.encode(TENANT, 1, batches[r]));
      bytes += records.get(r).payload().length;
    }
    folder = Files.createTempDirectory("clew-log-benchmark");
    System.out.println("bytes of log a span: " + (double) bytes / SPANS);
  }

  @TearDown
  public void deleteFolder() throws IOException {
    encoder.close();
    zstd.close();
    Files.delete(folder);
  }

  @Benchmark
  @OperationsPerInvocation(SPANS)
  public void encode(Blackhole hole) {
    for (SpanBatch batch : batches) {
      hole.consume(encoder.encode(TENANT, 1, batch));
    }
  }

  @Benchmark
  @OperationsPerInvocation(SPANS)
  public void compressRequests(Blackhole hole) {
    for (byte[] request : requests) {
      hole.consume(zstd.compress(request));
    }
  }

  @Benchmark
  @OperationsPerInvocation(SPANS)
  public void append() throws IOException {
    try (LogSegmentWriter log = LogSegmentWriter.create(new LocalDisk(), folder, 1, 1)) {
      for (EncodedRecord record : records) {
        log.write(List.of(record));
      }
    }
    Files.delete(LogDirectory.segment(folder, 1));
  }

  @Benchmark
  @OperationsPerInvocation(SPANS)
  public void writePlainly() throws IOException {
    Path file = folder.resolve("plain");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (EncodedRecord record : records) {
        ByteBuffer bytes = ByteBuffer.wrap(record.payload());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
    Files.delete(file);
  }

  @Benchmark
  @OperationsPerInvocation(SPANS)
  public void decode(Blackhole hole) throws IOException {
    for (EncodedRecord record : records) {
      byte[] payload = record.payload();
      hole.consume(RecordDecoder.decode(payload, 0, payload.length, folder, 0));
    }
  }
}
