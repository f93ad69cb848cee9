package dev.clew.benchmarks;

import dev.clew.model.AttributeCursor;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.OtlpProtobufDecoder;
import dev.clew.query.MatchCount;
import dev.clew.query.QueryBounds;
import dev.clew.query.QueryEngine;
import dev.clew.query.SearchRequest;
import dev.clew.query.SearchResult;
import dev.clew.store.StoreSnapshot;
import dev.clew.store.block.Block;
import dev.clew.store.block.BlockHeader;
import dev.clew.store.block.BlockWriter;
import dev.clew.store.block.ReadCache;
import dev.clew.store.disk.LocalDisk;
import dev.clew.store.live.Arena;
import dev.clew.store.segment.Segment;
import dev.clew.traceql.Query;
import dev.clew.traceql.TraceQl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Questions to a million spans of the workload, in milliseconds a question: counted over all of
/// them, searched for the newest twenty traces, and beside it the same condition asked of a million
/// objects with a map of attributes each, which are already in memory.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
public class SearchBenchmark {
  private static final int SPANS = 1_000_000;

  /// Where the spans are: live columns, a block whose columns are in the cache, or a block read
  /// from the file system's cache each time.
  @Param({"live", "block", "cold"})
  private String from;

  @Param({"service", "serviceAndDuration", "attribute", "nowhere", "regex", "error"})
  private String question;

  private final QueryEngine engine = new QueryEngine();
  private final List<SpanObject> objects = new ArrayList<>();
  private StoreSnapshot snapshot;
  private Query query;
  private Predicate<SpanObject> condition;
  private Path directory;

  @Setup(Level.Trial)
  public void fill() throws Exception {
    directory = Files.createTempDirectory("search-benchmark");
    Arena arena = new Arena("live", SPANS);
    SpanBatchBuilder builder = new SpanBatchBuilder();
    OtlpProtobufDecoder decoder = new OtlpProtobufDecoder();
    Workload workload = new Workload(1, 1_800_000_000_000_000_000L);
    while (arena.spanCount() < SPANS) {
      byte[] request = workload.next();
      builder.clear();
      decoder.decode(request, 0, request.length, builder);
      SpanBatch batch = builder.build();
      arena.append(batch, null);
      addObjects(batch);
    }
    snapshot = new OneSegment(from.equals("live") ? arena.snapshot() : block(arena.snapshot()));
    query = TraceQl.parse(text(question));
    condition = condition(question);
    long expected = naive();
    long actual = count().spans();
    if (actual != expected) {
      throw new IllegalStateException(actual + " spans found, not " + expected);
    }
    System.out.println("# " + query + " matches " + actual + " of " + objects.size());
  }

  private static String text(String question) {
    return switch (question) {
      case "service" -> "{ resource.service.name = \"cart\" }";
      case "serviceAndDuration" -> "{ resource.service.name = \"cart\" && duration > 50ms }";
      case "attribute" -> "{ span.user.id = \"u-150000\" }";
      case "nowhere" -> "{ span.no.such.key = \"x\" }";
      case "regex" -> "{ name =~ \"(GET|PUT) .*/v[0-5]\" }";
      case "error" -> "{ status = error }";
      default -> throw new IllegalArgumentException("no question " + question);
    };
  }

  private static Predicate<SpanObject> condition(String question) {
    Pattern pattern = Pattern.compile("(GET|PUT) .*/v[0-5]", Pattern.DOTALL);
    return switch (question) {
      case "service" -> span -> span.service().equals("cart");
      case "serviceAndDuration" ->
          span -> span.service().equals("cart") && span.duration() > 50_000_000;
      case "attribute" -> span -> "u-150000".equals(span.attributes().get("user.id"));
      case "nowhere" -> span -> "x".equals(span.attributes().get("no.such.key"));
      case "regex" -> span -> pattern.matcher(span.name()).matches();
      case "error" -> span -> span.status() == 2;
      default -> throw new IllegalArgumentException("no question " + question);
    };
  }

  @TearDown(Level.Trial)
  public void delete() throws Exception {
    try (var files = Files.walk(directory)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Benchmark
  public MatchCount count() {
    return engine.count(snapshot, query, QueryBounds.ALL);
  }

  @Benchmark
  public SearchResult search() {
    return engine.search(snapshot, new SearchRequest(query, 20, 3, QueryBounds.ALL));
  }

  @Benchmark
  public long naive() {
    long count = 0;
    for (SpanObject span : objects) {
      if (condition.test(span)) {
        count++;
      }
    }
    return count;
  }

  private Segment block(Segment source) throws Exception {
    LocalDisk disk = new LocalDisk();
    Path path = directory.resolve("block");
    int[] rows = IntStream.range(0, source.spanCount()).toArray();
    BlockHeader header = new BlockHeader("", "block", 1, 2, 3);
    BlockWriter.write(disk, path, source, rows, header, (_, _) -> false);
    long cache = from.equals("cold") ? 1 : 4L << 30;
    return Block.open(disk, path, new ReadCache(cache)).segments().getFirst();
  }

  private void addObjects(SpanBatch batch) {
    AttributeCursor cursor = batch.attributeCursor();
    AttributeCursor resource = batch.resourceAttributeCursor();
    for (int i = 0; i < batch.size(); i++) {
      String service = "";
      resource.seek(batch.resource(i));
      while (resource.next()) {
        service = resource.key().equals("service.name") ? resource.string() : service;
      }
      Map<String, Object> attributes = new HashMap<>();
      cursor.seek(i);
      while (cursor.next()) {
        attributes.put(
            cursor.key().intern(), cursor.type().isCoded() ? cursor.string() : cursor.word());
      }
      objects.add(
          new SpanObject(
              service.intern(),
              batch.strings().string(batch.name(i)).intern(),
              batch.durationNanos(i),
              batch.statusCode(i),
              attributes));
    }
  }

  private record SpanObject(
      String service, String name, long duration, int status, Map<String, Object> attributes) {}

  /// A store with nothing but one segment.
  private record OneSegment(Segment segment) implements StoreSnapshot {
    @Override
    public List<Segment> segments() {
      return List.of(segment);
    }

    @Override
    public boolean isSplit(Segment of, int trace) {
      return false;
    }

    @Override
    public List<TracePiece> find(long traceIdHigh, long traceIdLow) {
      int trace = segment.findTrace(traceIdHigh, traceIdLow);
      return trace < 0 ? List.of() : List.of(new TracePiece(segment, trace));
    }

    @Override
    public void close() {}
  }
}
