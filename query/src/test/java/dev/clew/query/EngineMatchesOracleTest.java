package dev.clew.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.clew.query.read.Cancellation;
import dev.clew.query.read.QueryException;
import dev.clew.query.read.QueryException.Kind;
import dev.clew.query.read.QueryLimits;
import dev.clew.query.read.TimeWindow;
import dev.clew.store.segment.Segment;
import dev.clew.traceql.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EngineMatchesOracleTest {
  private static final int ROUNDS = 300;
  private static final int QUERIES_PER_ROUND = 40;

  private final QueryEngine engine = new QueryEngine();
  private int answered;
  private int failed;

  @Test
  void answersAreThoseOfTheOracleHoweverTracesAreCut() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      List<TestSpan> spans = new RandomSpans(random).traces(1 + random.nextInt(12));
      Collections.shuffle(spans, random);
      Oracle oracle = new Oracle(spans);
      TestSnapshot snapshot = cut(spans, random);
      RandomQueries queries = new RandomQueries(random);
      for (int i = 0; i < QUERIES_PER_ROUND; i++) {
        Query query = queries.next();
        TimeWindow window = window(random);
        int limit = 1 + random.nextInt(random.nextBoolean() ? 3 : 20);
        String context = "seed " + seed + " query " + i + ": " + query + " in " + window;
        try {
          compare(snapshot, oracle, query, window, limit, context);
        } catch (RuntimeException e) {
          fail(context, e);
        }
      }
    }
    assertThat(answered).isGreaterThan(failed * 2);
    assertThat(failed).isPositive();
  }

  private void compare(
      TestSnapshot snapshot,
      Oracle oracle,
      Query query,
      TimeWindow window,
      int limit,
      String context) {
    QueryBounds bounds = new QueryBounds(window, QueryLimits.DEFAULT, Cancellation.NONE);
    List<Oracle.Match> expected = null;
    try {
      expected = oracle.search(query, window, limit);
      answered++;
    } catch (OracleEvaluator.Failure _) {
      failed++;
    }
    SearchResult actual = null;
    try {
      actual = engine.search(snapshot, new SearchRequest(query, limit, 3, bounds));
    } catch (QueryException e) {
      if (e.kind() == Kind.UNSUPPORTED) {
        return;
      }
      assertThat(e.kind()).as(context).isEqualTo(Kind.INVALID_QUERY);
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
    compareCounts(snapshot, oracle, query, bounds, context);
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
      assertThat(e.kind()).as(context).isEqualTo(Kind.INVALID_QUERY);
    }
    assertThat(actual).as(context).isEqualTo(expected);
  }

  private static String text(SpanMatch span) {
    return span.startNanos() + "+" + span.durationNanos() + " " + span.spanId();
  }

  private static String text(TestSpan span) {
    return span.start() + "+" + span.duration() + " " + span.spanId();
  }

  private static TestSnapshot cut(List<TestSpan> spans, Random random) {
    int count = 1 + random.nextInt(4);
    List<List<TestSpan>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new ArrayList<>());
    }
    for (TestSpan span : spans) {
      boolean byTime = span.traceIdLow() % 3 > 0;
      int part =
          byTime
              ? (int) Math.min(count - 1, (span.start() - 1000) * count / 1000)
              : random.nextInt(count);
      parts.get(part).add(span);
    }
    List<Segment> segments = new ArrayList<>();
    for (List<TestSpan> part : parts) {
      if (!part.isEmpty()) {
        segments.add(TestBatches.arena("part " + segments.size(), part));
      }
    }
    return new TestSnapshot(segments);
  }

  private static TimeWindow window(Random random) {
    if (random.nextInt(3) == 0) {
      return TimeWindow.ALL;
    }
    long from = 900L + random.nextInt(1200);
    return new TimeWindow(from, from + random.nextInt(1000));
  }
}
