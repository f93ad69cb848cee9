package dev.clew.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is printed parses back, to an equal tree.
class RoundTripTest {
  @Test
  void printedRandomExpressionsParseBackEqual() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    RandomExpressions expressions = new RandomExpressions(random);
    int compared = 0;
    for (int i = 0; i < 50_000; i++) {
      Expression condition = expressions.condition(random.nextInt(7));
      if (RandomExpressions.hasConstantPart(condition)) {
        continue;
      }
      Query query = Query.filter(condition);
      assertThat(TraceQl.parse(query.toString())).as("seed %d: %s", seed, query).isEqualTo(query);
      compared++;
    }
    assertThat(compared).isGreaterThan(10_000);
  }

  @Test
  void noPrintedParenthesesAreSuperfluous() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    RandomExpressions expressions = new RandomExpressions(random);
    for (int i = 0; i < 5_000; i++) {
      Query query = Query.filter(expressions.condition(random.nextInt(5)));
      if (RandomExpressions.hasConstantPart(
          query.root() instanceof SpansetFilter(Expression c) ? c : new Static.Nil())) {
        continue;
      }
      for (String without : withoutOnePair(query.toString())) {
        assertThat(parsesTo(without, query))
            .as("seed %d: %s is also %s", seed, query, without)
            .isFalse();
      }
    }
  }

  private static boolean parsesTo(String text, Query query) {
    try {
      return TraceQl.parse(text).equals(query);
    } catch (TraceQlException e) {
      return false;
    }
  }

  /// The text without one pair of its parentheses, for each pair that stands outside quotes.
  private static List<String> withoutOnePair(String text) {
    List<String> results = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        open.add(i);
      } else if (!quoted && c == ')') {
        int start = open.removeLast();
        results.add(
            text.substring(0, start) + text.substring(start + 1, i) + text.substring(i + 1));
      }
    }
    return results;
  }

  @Test
  void anyStringSurvivesQuoting() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text = randomText(random);
      Query query =
          Query.filter(Comparison.equal(new Attribute(Scope.SPAN, text), new Static.Str(text)));
      assertThat(TraceQl.parse(query.toString())).as("seed %d", seed).isEqualTo(query);
    }
  }

  @Test
  void anyDurationSurvivesFormatting() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long nanos = random.nextLong() >>> (1 + random.nextInt(63));
      String text = DurationText.format(nanos);
      assertThat(DurationText.parse(text)).as("seed %d: %s", seed, text).isEqualTo(nanos);
    }
  }

  private static String randomText(Random random) {
    int[] codePoints = new int[random.nextInt(12)];
    int[] limits = {0x30, 0x80, 0x800, 0xd800, 0x110000};
    for (int i = 0; i < codePoints.length; i++) {
      codePoints[i] = random.nextInt(limits[random.nextInt(limits.length)]);
    }
    return new String(codePoints, 0, codePoints.length);
  }
}
