package dev.clew.traceql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts that are too long or too deep are refused, and those at the limit are not.
class LimitsTest {
  /// Three quarters of what a thread has by default on Linux, twice what the highest trees take.
  private static final int SMALL_STACK_BYTES = 768 * 1024;

  @Test
  void refusesTextOver128KiBOfUtf8() {
    int room = TraceQl.MAX_TEXT_BYTES - "{ .a = \"\" }".length();
    String fits = "{ .a = \"" + "é".repeat(room / 2) + "\" }";
    assertThat(TraceQl.parse(fits)).hasToString(fits);

    String tooLong = "{ .a = \"" + "é".repeat(room / 2 + 1) + "\" }";
    assertThatThrownBy(() -> TraceQl.parse(tooLong))
        .isInstanceOf(TraceQlException.class)
        .hasMessage(
            "parse error at line 1, col 1: the query is 131073 bytes long, the limit is 131072");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "!", "-", "2 ^ ", "!(", ".a && (", "-.a * -"})
  void refusesDeepNesting(String opening) {
    String text = "{" + opening.repeat(100_000 / opening.length());
    assertThatThrownBy(() -> TraceQl.parse(text))
        .isInstanceOf(TraceQlException.class)
        .hasMessageContaining("the expression nests deeper than 256 levels");
  }

  @Test
  void refusesAHundredThousandParentheses() {
    assertThatThrownBy(() -> TraceQl.parse("{" + "(".repeat(100_000)))
        .isInstanceOf(TraceQlException.class)
        .hasMessage("parse error at line 1, col 258: the expression nests deeper than 256 levels");
  }

  @Test
  void takesNestingUpToTheLimit() {
    String text = "{ " + "(".repeat(256) + ".a" + ")".repeat(256) + " }";
    assertThat(TraceQl.parse(text)).hasToString("{ .a }");
  }

  @Test
  void refusesChainsOfMoreThanAThousandConditions() {
    assertThat(chain(1_000)).isNotNull();
    assertThatThrownBy(() -> chain(1_001))
        .isInstanceOf(TraceQlException.class)
        .hasMessageEndingWith("more than 1000 conditions are joined by && and ||");
  }

  @Test
  void refusesHighTreesThatNeedNoNesting() {
    assertThat(sum(255)).isNotNull();
    assertThatThrownBy(() -> sum(256))
        .isInstanceOf(TraceQlException.class)
        .hasMessageEndingWith("the expression nests deeper than 256 levels");
  }

  @Test
  void countsNoLevelsForConstants() {
    String sum = String.join(" + ", Collections.nCopies(5_000, "1"));
    assertThat(TraceQl.parse("{ .a = " + sum + " }")).hasToString("{ .a = 5000 }");
  }

  @Test
  void theHighestTreeIsWalkedOnASmallStack() throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              for (Query query :
                  List.of(
                      chain(TraceQl.MAX_CHAIN),
                      sum(255),
                      alternation(255),
                      nest("!", 127, ""),
                      nest("-", 127, " = 1"))) {
                Query again = TraceQl.parse(query.toString());
                assertThat(again).isEqualTo(query).hasSameHashCodeAs(query);
              }
            },
            "small stack",
            SMALL_STACK_BYTES);
    thread.setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
    thread.start();
    thread.join();
    assertThat(failures).isEmpty();
  }

  private static Query chain(int terms) {
    return TraceQl.parse("{" + String.join(" || ", Collections.nCopies(terms, ".a")) + "}");
  }

  private static Query sum(int terms) {
    return TraceQl.parse("{" + String.join(" + ", Collections.nCopies(terms, ".a")) + " = 1}");
  }

  private static Query nest(String operator, int levels, String after) {
    return TraceQl.parse(
        "{" + (operator + "(").repeat(levels) + ".a" + ")".repeat(levels) + after + "}");
  }

  private static Query alternation(int levels) {
    return TraceQl.parse("{" + ".a && (".repeat(levels) + ".a" + ")".repeat(levels) + "}");
  }
}
