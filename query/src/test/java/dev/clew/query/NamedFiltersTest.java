package dev.clew.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.TestSegments.Kind;
import dev.clew.query.read.TimeWindow;
import dev.clew.traceql.Query;
import dev.clew.traceql.TraceQl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The filters that people ask with, over a small shop: the same answers from live data, from
/// blocks and from a mixture, and those of the slow evaluator.
class NamedFiltersTest {
  private static final long MILLIS = 1_000_000;

  private static final List<String> FILTERS =
      List.of(
          "{ }",
          "{ resource.service.name = \"cart\" && duration > 100ms }",
          "{ resource.service.name = \"cart\" }",
          "{ resource.service.name != \"cart\" }",
          "{ resource.service.name =~ \"ca.*|pay\" }",
          "{ name = \"GET /cart\" || name = \"POST /pay\" }",
          "{ name !~ \"GET.*\" }",
          "{ status = error }",
          "{ status != error && kind = server }",
          "{ kind = client || kind = producer }",
          "{ span.http.response.status_code >= 500 }",
          "{ .http.response.status_code = 200.0 }",
          "{ span.http.response.status_code != 200 && span.http.response.status_code != 404 }",
          "{ span.user.id = nil }",
          "{ span.user.id != nil && duration <= 20ms }",
          "{ .cached }",
          "{ span.tags = \"red\" }",
          "{ span.tags != \"red\" }",
          "{ event.exception.type =~ \"java.*\" }",
          "{ event:name = \"exception\" && status = error }",
          "{ event:timeSinceStart > 5ms }",
          "{ link:spanID != nil }",
          "{ rootServiceName = \"front\" && name = \"POST /pay\" }",
          "{ rootName = \"GET /cart\" }",
          "{ traceDuration > 150ms }",
          "{ span:childCount = 0 && kind = server }",
          "{ nestedSetParent < 0 }",
          "{ span:parentID = \"0000000000000001\" }",
          "{ trace:id = \"7\" }",
          "{ duration > 2 * 40ms }",
          "{ span.bytes.sent > span.bytes.received }",
          "{ statusMessage = \"card declined\" || instrumentation:name = \"io.shop\" }",
          "{ !(resource.service.name = \"cart\") && (status = error || duration > 90ms) }",
          "{ .nowhere = \"x\" }");

  @TempDir Path directory;

  @Test
  void liveBlocksAndMixturesAnswerLikeTheOracle() {
    Random random = new Random(4);
    List<TestSpan> spans = shop(random);
    Oracle oracle = new Oracle(spans);
    TestSegments segments = new TestSegments(directory);
    List<TestSnapshot> stores =
        List.of(
            new TestSnapshot(segments.live(spans)),
            new TestSnapshot(segments.block(spans)),
            segments.cut(spans, random, List.of(Kind.LIVE, Kind.BLOCK)),
            segments.cut(spans, random, List.of(Kind.BLOCK, Kind.BLOCK, Kind.LIVE)));
    List<String> withoutMatch = new ArrayList<>();
    for (String text : FILTERS) {
      Query query = TraceQl.parse(text);
      List<Oracle.Match> expected = oracle.search(query, TimeWindow.ALL, 1000, TraceOrder.START);
      if (expected.isEmpty()) {
        withoutMatch.add(text);
      }
      for (TestSnapshot store : stores) {
        SearchResult actual =
            new QueryEngine().search(store, new SearchRequest(query, 1000, 0, QueryBounds.ALL));
        assertThat(actual.traces().stream().map(TraceMatch::trace).toList())
            .as(text)
            .isEqualTo(expected.stream().map(m -> Oracle.summary(m.trace())).toList());
        assertThat(actual.traces().stream().map(TraceMatch::matched).toList())
            .as(text)
            .isEqualTo(expected.stream().map(m -> m.matched().size()).toList());
      }
    }
    assertThat(withoutMatch).containsExactly("{ .nowhere = \"x\" }");
  }

  private static List<TestSpan> shop(Random random) {
    List<String> services = List.of("front", "cart", "pay");
    List<String> names = List.of("GET /cart", "POST /pay", "SELECT items");
    List<TestSpan> spans = new ArrayList<>();
    for (long trace = 1; trace <= 60; trace++) {
      long start = 1_000 + trace * 15;
      int size = 1 + random.nextInt(6);
      for (long id = 1; id <= size; id++) {
        boolean error = random.nextInt(5) == 0;
        Object code = error ? 503L : random.nextInt(4) == 0 ? (Object) 200.0 : 200L;
        spans.add(
            new TestSpan(
                trace % 4 == 0 ? trace : 0,
                trace,
                id,
                id == 1 ? 0 : 1 + random.nextInt((int) id - 1),
                start + id,
                random.nextInt(200) * MILLIS,
                1 + random.nextInt(5),
                error ? 2 : random.nextInt(2),
                error ? "card declined" : "",
                names.get(random.nextInt(3)),
                random.nextBoolean()
                    ? Map.of("http.response.status_code", code, "user.id", "u" + trace)
                    : Map.of(
                        "cached",
                        random.nextBoolean(),
                        "tags",
                        random.nextBoolean() ? List.of("red", "blue") : List.of("blue"),
                        "bytes.sent",
                        (long) random.nextInt(9),
                        "bytes.received",
                        (double) random.nextInt(9)),
                new TestSpan.Resource(
                    Map.of("service.name", services.get(random.nextInt(3))),
                    random.nextInt(3) == 0 ? "io.shop" : "",
                    "1",
                    Map.of()),
                error
                    ? List.of(
                        new TestSpan.Event(
                            start + id + random.nextInt(12) * MILLIS,
                            "exception",
                            Map.of("exception.type", "java.lang.Error")))
                    : List.of(),
                random.nextInt(9) == 0
                    ? List.of(new TestSpan.Link(1, 2, 3, Map.of()))
                    : List.of()));
      }
    }
    return spans;
  }
}
