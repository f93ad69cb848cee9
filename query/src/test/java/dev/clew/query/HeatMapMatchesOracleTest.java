package dev.clew.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.clew.model.TraceIds;
import dev.clew.query.TestSegments.Kind;
import dev.clew.query.heatmap.HeatMap;
import dev.clew.query.read.Cancellation;
import dev.clew.query.read.QueryException;
import dev.clew.query.read.QueryLimits;
import dev.clew.query.read.TimeWindow;
import dev.clew.traceql.Query;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatMapMatchesOracleTest {
  private final QueryEngine engine = new QueryEngine();
  private int answered;
  private int failed;

  @TempDir Path directory;

  @Test
  void liveTracesAreCountedOnceInTheirCellHoweverTheyAreCut() {
    compareMany(300, List.of(Kind.LIVE));
  }

  @Test
  void tracesInBlocksAndLiveAreCountedOnceInTheirCell() {
    compareMany(40, List.of(Kind.BLOCK, Kind.LIVE));
  }

  private void compareMany(int rounds, List<Kind> kinds) {
    TestSegments segments = new TestSegments(directory);
    for (int seed = 0; seed < rounds; seed++) {
      Random random = new Random(seed);
      List<TestSpan> spans = new RandomSpans(random).traces(1 + random.nextInt(30));
      Collections.shuffle(spans, random);
      Oracle oracle = new Oracle(spans);
      TestSnapshot snapshot = segments.cut(spans, random, kinds);
      RandomQueries queries = new RandomQueries(random);
      for (int i = 0; i < 20; i++) {
        Query query = queries.next();
        QueryBounds bounds =
            new QueryBounds(window(random), QueryLimits.DEFAULT, Cancellation.NONE);
        HeatMapRequest request =
            new HeatMapRequest(query, 1 + random.nextInt(40), 1 + random.nextInt(20), bounds);
        String context = "seed " + seed + " query " + i + ": " + request;
        try {
          compare(snapshot, oracle, request, context);
        } catch (RuntimeException e) {
          fail(context, e);
        }
      }
    }
    assertThat(answered).isGreaterThan(failed * 2);
    assertThat(failed).isPositive();
  }

  private void compare(
      TestSnapshot snapshot, Oracle oracle, HeatMapRequest request, String context) {
    List<OracleTrace> expected = null;
    try {
      Set<OracleTrace> traces = new LinkedHashSet<>();
      for (TestSpan span : oracle.matching(request.query(), request.bounds().window())) {
        traces.add(oracle.traceOf(span));
      }
      expected = List.copyOf(traces);
      answered++;
    } catch (OracleEvaluator.Failure _) {
      failed++;
    }
    HeatMap actual = null;
    try {
      actual = engine.heatMap(snapshot, request).map();
    } catch (QueryException e) {
      if (e.kind() == QueryException.Kind.UNSUPPORTED) {
        return;
      }
      assertThat(e.kind()).as(context).isEqualTo(QueryException.Kind.INVALID_QUERY);
    }
    if (expected == null || actual == null) {
      assertThat(actual == null).as(context + " fails").isEqualTo(expected == null);
      return;
    }
    assertThat(actual.traces()).as(context).isEqualTo(expected.size());
    assertThat(actual.errors())
        .as(context)
        .isEqualTo(expected.stream().filter(HeatMapMatchesOracleTest::failed).count());
    assertColumns(actual, expected, request, context);
    assertRows(actual, expected, request, context);
    assertThat(actual.cells()).as(context).isEqualTo(cells(actual, expected));
  }

  /// The columns have the window's ends, or else those of the traces, and are not too wide.
  private static void assertColumns(
      HeatMap map, List<OracleTrace> traces, HeatMapRequest request, String context) {
    TimeWindow window = request.bounds().window();
    if (window.from() != Long.MIN_VALUE && window.to() != Long.MAX_VALUE) {
      assertThat(map.startNanos()).as(context).isEqualTo(window.from());
      assertThat(map.endNanos()).as(context).isEqualTo(window.to());
      long range = window.to() - window.from() + 1;
      assertThat(map.columnNanos())
          .as(context)
          .isEqualTo(Math.ceilDiv(range, (long) request.columns()));
      assertThat(map.columns()).as(context).isEqualTo((int) Math.ceilDiv(range, map.columnNanos()));
      return;
    }
    if (traces.isEmpty()) {
      assertThat(map.columns()).as(context).isZero();
      return;
    }
    long first =
        traces.stream().mapToLong(t -> Math.max(window.from(), t.start())).min().orElseThrow();
    long last =
        traces.stream().mapToLong(t -> Math.max(window.from(), t.start())).max().orElseThrow();
    BigInteger width = BigInteger.ONE;
    while (columns(window, width, first, last) > request.columns()) {
      width = width.shiftLeft(1);
    }
    assertThat(map.columnNanos()).as(context).isEqualTo(width.longValueExact());
    assertThat(map.columns()).as(context).isEqualTo((int) columns(window, width, first, last));
    assertThat(map.startNanos())
        .as(context)
        .isGreaterThanOrEqualTo(window.from())
        .isBetween(first - width.longValueExact() + 1, first);
    assertThat(map.endNanos())
        .as(context)
        .isBetween(last, Math.min(window.to(), last + width.longValueExact() - 1));
  }

  /// How many columns there are from a time to another one, where the first of all is the window's.
  private static long columns(TimeWindow window, BigInteger width, long first, long last) {
    BigInteger origin = BigInteger.valueOf(window.from());
    BigInteger from = BigInteger.valueOf(first).subtract(origin).divide(width);
    return BigInteger.valueOf(last).subtract(origin).divide(width).subtract(from).longValueExact()
        + 1;
  }

  private static void assertRows(
      HeatMap map, List<OracleTrace> traces, HeatMapRequest request, String context) {
    if (traces.isEmpty()) {
      assertThat(map.durationBounds()).as(context).isEmpty();
      return;
    }
    assertThat(map.durationBounds()).as(context).isSorted().doesNotHaveDuplicates();
    int rows = map.durationBounds().size() - 1;
    assertThat(rows).as(context).isBetween(1, request.rows());
    long shortest =
        traces.stream().mapToLong(HeatMapMatchesOracleTest::duration).min().orElseThrow();
    long longest =
        traces.stream().mapToLong(HeatMapMatchesOracleTest::duration).max().orElseThrow();
    assertThat(row(map, shortest)).as(context).isZero();
    assertThat(row(map, longest)).as(context).isEqualTo(rows - 1);
  }

  /// Every trace put into its cell by the bounds that the map names.
  private static List<HeatMap.Cell> cells(HeatMap map, List<OracleTrace> traces) {
    Map<Integer, Map<Integer, List<OracleTrace>>> byCell = new TreeMap<>();
    for (OracleTrace trace : traces) {
      long time = Math.max(0, trace.start() - map.startNanos());
      byCell
          .computeIfAbsent((int) (time / map.columnNanos()), _ -> new TreeMap<>())
          .computeIfAbsent(row(map, duration(trace)), _ -> new ArrayList<>())
          .add(trace);
    }
    List<HeatMap.Cell> cells = new ArrayList<>();
    byCell.forEach(
        (column, rows) ->
            rows.forEach(
                (row, in) -> {
                  List<OracleTrace> wrong =
                      in.stream().filter(HeatMapMatchesOracleTest::failed).toList();
                  String example =
                      (wrong.isEmpty() ? in : wrong)
                          .stream().map(HeatMapMatchesOracleTest::id).sorted().findFirst().get();
                  cells.add(
                      new HeatMap.Cell(
                          column,
                          row,
                          in.size(),
                          wrong.size(),
                          TraceIds.high(example),
                          TraceIds.low(example)));
                }));
    return cells;
  }

  private static int row(HeatMap map, long duration) {
    int row = -1;
    for (long bound : map.durationBounds()) {
      row += bound <= duration ? 1 : 0;
    }
    return row;
  }

  private static long duration(OracleTrace trace) {
    return Math.max(0, trace.end() - trace.start());
  }

  private static boolean failed(OracleTrace trace) {
    return trace.spans().stream().anyMatch(span -> span.status() == 2);
  }

  private static String id(OracleTrace trace) {
    TestSpan first = trace.spans().getFirst();
    return TraceIds.traceId(first.traceIdHigh(), first.traceIdLow());
  }

  private static TimeWindow window(Random random) {
    long from = 900L + random.nextInt(1200);
    return switch (random.nextInt(5)) {
      case 0 -> TimeWindow.ALL;
      case 1 -> new TimeWindow(from, Long.MAX_VALUE);
      case 2 -> new TimeWindow(Long.MIN_VALUE, from);
      default -> new TimeWindow(from, from + random.nextInt(1000));
    };
  }
}
