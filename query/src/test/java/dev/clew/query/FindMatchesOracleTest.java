package dev.clew.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.query.TestSegments.Kind;
import dev.clew.query.read.QueryException;
import dev.clew.query.read.TimeWindow;
import dev.clew.query.text.TextQuery;
import dev.clew.query.trace.TraceReader;
import dev.clew.traceql.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Questions about the spans of one trace, which is cut into live and stored pieces anyhow.
class FindMatchesOracleTest {
  private static final List<String> WORDS =
      List.of(
          "get",
          "GET",
          "\"GET /a\"",
          "/",
          "a",
          "=",
          "a=x",
          "A=X",
          "b=",
          "=1",
          "-a",
          "-b",
          "-",
          "x",
          "\uD83D\uDE00",
          "\"x\ny\"",
          "\uFFFD",
          "nil",
          "1",
          "-1",
          "0",
          "12345",
          "9223",
          "-0.5",
          "0.5",
          "nan",
          "inf",
          "tru",
          "false",
          "c=false",
          "\"[\"",
          "null",
          "AQ",
          "c=[",
          "service",
          "service.name=cart",
          "-service",
          "pay",
          "boom",
          "lib",
          "1.0",
          "log",
          "EXCEPTION",
          "event=log",
          "event:exc",
          "kind=server",
          "span.kind=",
          "kind:cli",
          "error",
          "err",
          "ok",
          "unset",
          "status=unset",
          "status:e",
          "status=boom",
          "error=true",
          "-status",
          "scope=li",
          "scope.version=1",
          "-scope",
          "-kind",
          "1000000000000001",
          "00001",
          "nowhere",
          "\"");

  private final QueryEngine engine = new QueryEngine();

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void wordsAreFoundInTheSpansThatHaveThem(Kind kind) {
    int[] found = new int[2];
    forEachTrace(
        kind == Kind.LIVE ? 300 : 60,
        List.of(kind, Kind.LIVE),
        (random, trace) -> {
          String text = text(random);
          TextOracle oracle = new TextOracle(text);
          TextQuery query = TextQuery.parse(text);
          List<TestSpan> expected = trace.spans.stream().filter(oracle::matches).toList();
          found[expected.isEmpty() ? 0 : 1]++;
          FoundSpans actual =
              engine
                  .find(trace.snapshot, trace.high(), trace.low(), query, QueryBounds.ALL)
                  .orElseThrow();
          compare(actual, expected, trace, text);
          return null;
        });
    assertThat(found[0]).isPositive();
    assertThat(found[1]).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void aFilterFindsTheSpansThatItMatches(Kind kind) {
    forEachTrace(
        kind == Kind.LIVE ? 300 : 60,
        List.of(kind, Kind.LIVE),
        (random, trace) -> {
          Query query = new RandomQueries(random).next();
          List<TestSpan> expected = null;
          try {
            expected = new Oracle(trace.spans).matching(query, TimeWindow.ALL);
          } catch (OracleEvaluator.Failure _) {
            // expected stays null
          }
          try {
            FoundSpans actual =
                engine
                    .find(trace.snapshot, trace.high(), trace.low(), query, QueryBounds.ALL)
                    .orElseThrow();
            assertThat(expected).as("fails: " + query).isNotNull();
            compare(actual, expected, trace, query.toString());
          } catch (QueryException e) {
            assertThat(expected == null || e.kind() == QueryException.Kind.UNSUPPORTED)
                .as("answers: " + query)
                .isTrue();
          }
          return null;
        });
  }

  @Test
  void aSpanIsReadWithAllThatWasSentUnderItsId() {
    forEachTrace(
        60,
        List.of(Kind.BLOCK, Kind.LIVE),
        (_, trace) -> {
          long id = trace.spans.getFirst().spanId();
          TraceReader reader =
              engine
                  .spans(trace.snapshot, trace.high(), trace.low(), id, QueryBounds.ALL)
                  .orElseThrow();
          List<String> names = new ArrayList<>();
          for (var batch = reader.next(); batch != null; batch = reader.next()) {
            for (int i = 0; i < batch.size(); i++) {
              assertThat(batch.spanId(i)).isEqualTo(id);
              names.add(batch.strings().string(batch.name(i)));
            }
          }
          assertThat(names)
              .containsExactlyInAnyOrderElementsOf(
                  trace.spans.stream().filter(s -> s.spanId() == id).map(TestSpan::name).toList());
          assertThat(engine.spans(trace.snapshot, trace.high(), trace.low(), 5, QueryBounds.ALL))
              .isEmpty();
          return null;
        });
  }

  @Test
  void anUnknownTraceHasNoSpans() {
    TestSnapshot nothing = new TestSnapshot(List.of());
    assertThat(engine.find(nothing, 1, 2, TextQuery.parse("x"), QueryBounds.ALL)).isEmpty();
    assertThat(engine.spans(nothing, 1, 2, 3, QueryBounds.ALL)).isEmpty();
  }

  @Test
  void moreWordsThanTheLimitAreRefused() {
    TextQuery.parse("x ".repeat(TextQuery.MAX_WORDS));
    assertThatThrownBy(() -> TextQuery.parse("x ".repeat(TextQuery.MAX_WORDS + 1)))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("more than its limit of 32 words");
  }

  /// A trace among others.
  private record Given(List<TestSpan> spans, TestSnapshot snapshot) {
    long high() {
      return spans.getFirst().traceIdHigh();
    }

    long low() {
      return spans.getFirst().traceIdLow();
    }
  }

  private void forEachTrace(
      int rounds, List<Kind> kinds, BiFunction<Random, Given, Void> question) {
    TestSegments segments = new TestSegments(directory);
    for (int seed = 0; seed < rounds; seed++) {
      Random random = new Random(seed);
      List<TestSpan> spans = new RandomSpans(random).traces(1 + random.nextInt(6));
      Collections.shuffle(spans, random);
      TestSnapshot snapshot = segments.cut(spans, random, kinds);
      for (OracleTrace trace : new Oracle(spans).traces()) {
        for (int i = 0; i < 20; i++) {
          try {
            question.apply(random, new Given(trace.spans(), snapshot));
          } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
          }
        }
      }
    }
  }

  private static String text(Random random) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return String.join(random.nextBoolean() ? " " : "\t ", words);
  }

  private static void compare(
      FoundSpans actual, List<TestSpan> expected, Given trace, String question) {
    assertThat(Arrays.stream(actual.spanIds()).boxed().toList())
        .as(question)
        .isEqualTo(expected.stream().sorted(OracleTrace.ORDER).map(TestSpan::spanId).toList());
    assertThat(actual.startNanos())
        .isEqualTo(trace.spans.stream().mapToLong(TestSpan::start).min().orElseThrow());
  }
}
