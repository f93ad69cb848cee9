package dev.clew.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.clew.query.TestSegments.Kind;
import dev.clew.query.read.Cancellation;
import dev.clew.query.read.QueryException;
import dev.clew.query.read.QueryLimits;
import dev.clew.query.read.TimeWindow;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Query;
import dev.clew.traceql.Static;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineMatchesOracleTest {
  private static final Query EVERYTHING = Query.filter(new Static.Bool(true));

  private final QueryEngine engine = new QueryEngine();
  private int answered;
  private int failed;

  @TempDir Path directory;

  @Test
  void liveAnswersAreThoseOfTheOracleHoweverTracesAreCut() {
    compareMany(300, 40, List.of(Kind.LIVE));
  }

  @Test
  void answersFromBlocksAndLiveAreThoseOfTheOracle() {
    compareMany(40, 40, List.of(Kind.BLOCK, Kind.LIVE));
  }

  @Test
  void answersFromBlocksAreThoseOfTheOracle() {
    compareMany(40, 40, List.of(Kind.BLOCK));
  }

  private void compareMany(int rounds, int queriesPerRound, List<Kind> kinds) {
    TestSegments segments = new TestSegments(directory);
    for (int seed = 0; seed < rounds; seed++) {
      Random random = new Random(seed);
      List<TestSpan> spans = new RandomSpans(random).traces(1 + random.nextInt(12));
      Collections.shuffle(spans, random);
      Oracle oracle = new Oracle(spans);
      TestSnapshot snapshot = segments.cut(spans, random, kinds);
      RandomQueries queries = new RandomQueries(random);
      for (int i = 0; i < queriesPerRound; i++) {
        Query query = queries.next();
        TimeWindow window = window(random);
        int limit = 1 + random.nextInt(random.nextBoolean() ? 3 : 20);
        TraceOrder order = TraceOrder.values()[random.nextInt(2)];
        QueryBounds bounds = new QueryBounds(window, QueryLimits.DEFAULT, Cancellation.NONE);
        SearchRequest request = new SearchRequest(query, limit, 3, order, bounds);
        String context = "seed " + seed + " query " + i + ": " + request;
        try {
          compare(snapshot, oracle, request, context);
          compareValues(snapshot, oracle, queries.field(), window, context);
        } catch (RuntimeException e) {
          fail(context, e);
        }
      }
    }
    assertThat(answered).isGreaterThan(failed * 2);
    assertThat(failed).isPositive();
  }

  private void compareValues(
      TestSnapshot snapshot, Oracle oracle, Expression field, TimeWindow window, String context) {
    Set<Object> expected = new HashSet<>();
    for (TestSpan span : oracle.matching(EVERYTHING, window)) {
      Object value = new OracleEvaluator(span, oracle.traceOf(span)).field(field);
      expected.addAll(
          value == null
              ? List.of()
              : value instanceof OracleEvaluator.Many many ? many.items() : List.of(value));
    }
    expected.remove(OracleEvaluator.OPAQUE);
    QueryBounds bounds = new QueryBounds(window, QueryLimits.DEFAULT, Cancellation.NONE);
    List<Static> actual = engine.values(snapshot, field, null, 10_000, bounds);
    assertThat(actual.stream().map(OracleEvaluator::literal).toList())
        .as(context + " values of " + field)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(engine.values(snapshot, field, null, 2, bounds))
        .as(context)
        .isEqualTo(actual.subList(0, Math.min(2, actual.size())));
  }

  private void compare(
      TestSnapshot snapshot, Oracle oracle, SearchRequest request, String context) {
    List<Oracle.Match> expected = null;
    try {
      expected =
          oracle.search(
              request.query(), request.bounds().window(), request.limit(), request.order());
      answered++;
    } catch (OracleEvaluator.Failure _) {
      failed++;
    }
    SearchResult actual = null;
    try {
      actual = engine.search(snapshot, request);
    } catch (QueryException e) {
      if (e.kind() == QueryException.Kind.UNSUPPORTED) {
        return;
      }
      assertThat(e.kind()).as(context).isEqualTo(QueryException.Kind.INVALID_QUERY);
    }
    if (expected == null || actual == null) {
      assertThat(actual == null).as(context + " fails").isEqualTo(expected == null);
    } else {
      assertThat(actual.traces().stream().map(TraceMatch::trace).toList())
          .as(context)
          .isEqualTo(expected.stream().map(m -> Oracle.summary(m.trace())).toList());
      for (int i = 0; i < expected.size(); i++) {
        TraceMatch match = actual.traces().get(i);
        List<TestSpan> matched = expected.get(i).matched();
        assertThat(match.matched()).as(context).isEqualTo(matched.size());
        assertThat(match.spans().stream().map(EngineMatchesOracleTest::text).toList())
            .as(context)
            .isEqualTo(
                matched.stream()
                    .sorted(OracleTrace.ORDER)
                    .limit(3)
                    .map(EngineMatchesOracleTest::text)
                    .toList());
      }
    }
    compareCounts(snapshot, oracle, request.query(), request.bounds(), context);
  }

  private void compareCounts(
      TestSnapshot snapshot, Oracle oracle, Query query, QueryBounds bounds, String context) {
    MatchCount expected = null;
    try {
      List<TestSpan> matching = oracle.matching(query, bounds.window());
      long traces =
          matching.stream()
              .map(s -> new TraceKey(s.traceIdHigh(), s.traceIdLow()))
              .distinct()
              .count();
      expected = new MatchCount(matching.size(), traces);
    } catch (OracleEvaluator.Failure _) {
      // expected stays null
    }
    MatchCount actual = null;
    try {
      actual = engine.count(snapshot, query, bounds);
    } catch (QueryException e) {
      assertThat(e.kind()).as(context).isEqualTo(QueryException.Kind.INVALID_QUERY);
    }
    assertThat(actual).as(context).isEqualTo(expected);
  }

  private static String text(SpanMatch span) {
    return span.startNanos() + "+" + span.durationNanos() + " " + span.spanId();
  }

  private static String text(TestSpan span) {
    return span.start() + "+" + span.duration() + " " + span.spanId();
  }

  private static TimeWindow window(Random random) {
    if (random.nextInt(3) == 0) {
      return TimeWindow.ALL;
    }
    long from = 900L + random.nextInt(1200);
    return new TimeWindow(from, from + random.nextInt(1000));
  }
}
