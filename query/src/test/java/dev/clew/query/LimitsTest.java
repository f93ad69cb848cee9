package dev.clew.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.query.read.Cancellation;
import dev.clew.query.read.QueryException;
import dev.clew.query.read.QueryException.Kind;
import dev.clew.query.read.QueryLimits;
import dev.clew.query.read.TimeWindow;
import dev.clew.traceql.TraceQl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<TestSpan> spans = new RandomSpans(new Random(1)).traces(40);
  private final TestSnapshot snapshot =
      new TestSnapshot(
          List.of(TestBatches.arena("older", half(0)), TestBatches.arena("newer", half(1))));

  @Test
  void aQueryThatReadsTooMuchNamesTheLimit() {
    assertFails(
        "{ name = \"get\" }",
        new QueryLimits(MINUTE, 100, 1 << 20),
        Cancellation.NONE,
        Kind.LIMIT_EXCEEDED,
        "the query reads more than its limit of 100 bytes");
  }

  @Test
  void aQueryThatHoldsTooMuchNamesTheLimit() {
    assertFails(
        "{ traceDuration > 0 }",
        new QueryLimits(MINUTE, 1 << 30, 1000),
        Cancellation.NONE,
        Kind.LIMIT_EXCEEDED,
        "the query needs more than its limit of 1000 bytes of memory for");
  }

  @Test
  void aQueryWithoutTimeNamesTheLimit() {
    assertFails(
        "{ name = \"get\" }",
        new QueryLimits(Duration.ofNanos(1), 1 << 30, 1 << 20),
        Cancellation.NONE,
        Kind.LIMIT_EXCEEDED,
        "time limit of 0 ms");
  }

  @Test
  void aQueryEndsWhenCancelledUnderWay() {
    AtomicInteger asked = new AtomicInteger();
    assertFails(
        "{ name = \"get\" }",
        QueryLimits.DEFAULT,
        () -> asked.incrementAndGet() > 3,
        Kind.CANCELLED,
        "the query was cancelled");
    assertThat(asked).hasValue(4);
  }

  @Test
  void aFailingSpanFailsTheQueryAndSaysWhy() {
    assertFails(
        "{ !.nowhere }",
        QueryLimits.DEFAULT,
        Cancellation.NONE,
        Kind.INVALID_QUERY,
        "operator ! needs a boolean and found nothing");
    assertFails(
        "{ 1 / (span:childCount * 0) = 1 }",
        QueryLimits.DEFAULT,
        Cancellation.NONE,
        Kind.INVALID_QUERY,
        "operator / found a zero on its right");
  }

  @Test
  void anErrorBehindADecidedTermDoesNotCount() {
    QueryEngine engine = new QueryEngine();
    assertThat(
            engine
                .count(snapshot, TraceQl.parse("{ false && !.nowhere }"), QueryBounds.ALL)
                .spans())
        .isZero();
    assertThat(
            engine.count(snapshot, TraceQl.parse("{ true || !.nowhere }"), QueryBounds.ALL).spans())
        .isEqualTo(spans.size());
  }

  @Test
  void whatCannotBeAskedIsRefusedBeforeAnythingIsRead() {
    assertFails(
        "{ event.a + 1 = 2 }",
        QueryLimits.DEFAULT,
        Cancellation.NONE,
        Kind.UNSUPPORTED,
        "operator + on event.a is not supported");
    assertFails(
        "{ name =~ \"(\" }",
        QueryLimits.DEFAULT,
        Cancellation.NONE,
        Kind.INVALID_QUERY,
        "not a regular expression: \"(\"");
  }

  @Test
  void anOlderSegmentIsNotReadOnceItCannotMatter() {
    QueryBounds bounds = QueryBounds.ALL;
    SearchResult result =
        new QueryEngine().search(snapshot, new SearchRequest(TraceQl.parse("{ }"), 1, 0, bounds));
    assertThat(result.limitReached()).isTrue();
    assertThat(result.statistics().skippedSegments()).isEqualTo(1);
  }

  @Test
  void aValueNowhereToBeFoundIsToldByDictionariesAlone() {
    SearchResult result =
        new QueryEngine()
            .search(
                snapshot,
                new SearchRequest(
                    TraceQl.parse("{ status = error && resource.service.name = \"nowhere\" }"),
                    20,
                    3,
                    QueryBounds.ALL));
    assertThat(result.traces()).isEmpty();
    assertThat(result.statistics().prunedSegments()).isEqualTo(2);
    assertThat(result.statistics().readSegments()).isZero();
  }

  @Test
  void aHeatMapThatHoldsTooMuchNamesTheLimit() {
    QueryBounds bounds =
        new QueryBounds(TimeWindow.ALL, new QueryLimits(MINUTE, 1 << 20, 1_000), Cancellation.NONE);
    HeatMapRequest request = new HeatMapRequest(TraceQl.parse("{ }"), 400, 100, bounds);
    assertThatThrownBy(() -> new QueryEngine().heatMap(snapshot, request))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LIMIT_EXCEEDED))
        .hasMessageContaining("more than its limit of 1000 bytes of memory");
  }

  private void assertFails(
      String query, QueryLimits limits, Cancellation cancellation, Kind kind, String message) {
    QueryBounds bounds = new QueryBounds(TimeWindow.ALL, limits, cancellation);
    SearchRequest request = new SearchRequest(TraceQl.parse(query), 20, 3, bounds);
    assertThatThrownBy(() -> new QueryEngine().search(snapshot, request))
        .isInstanceOfSatisfying(QueryException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }

  /// The spans that start early or late; some traces have both.
  private List<TestSpan> half(int half) {
    List<TestSpan> part = new ArrayList<>();
    for (TestSpan span : spans) {
      if ((span.start() < 1500 ? 0 : 1) == half) {
        part.add(span);
      }
    }
    return part;
  }
}
