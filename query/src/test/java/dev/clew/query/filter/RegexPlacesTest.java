package dev.clew.query.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.traceql.RegexSyntax.Fault;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexPlacesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(; 0; 1",
        "(a)(b(c; 5; 6",
        "(a)b)(c); 4; 5",
        "\\)[)](\\(); -1; -1",
        "\\Q)\\E); 5; 6",
        "*a; 0; 1",
        "a*b|*; 4; 5",
        "a*b**; 3; 5",
        "a[z-a]; 2; 5",
        "ab[c; 2; 4",
        "\uD83D\uDC1F\\8; 2; 4",
        "a\\; 1; 2",
        "x{2}{2,1}; 4; 9",
        "x{1001}; 1; 7",
        "[[:foo:]]; 1; 8",
        "a(?=b); 1; 4",
        "(?P<n>a)(?P<n>b); 0; 16",
      })
  void aFaultIsFoundAtItsPlace(String regex, int start, int end) {
    Fault fault = Regex.fault(regex);
    if (start < 0) {
      assertThat(fault).isNull();
    } else {
      assertThat(fault).isNotNull();
      assertThat(new int[] {fault.start(), fault.end()})
          .as(fault.problem())
          .containsExactly(start, end);
      assertThat(fault.problem()).isNotEmpty().doesNotContain("internal");
    }
  }

  /// Each of them needs gigabytes when compiled.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "((((a{100}){100}){100}){100})",
        "(((\\pL{1000}){1000}){1000,}){2}",
        "(?:(?:[^)(\\]{]{9}\\Qab(\\E){999}){0,999}"
      })
  void repetitionsAreLimitedBeforeTheyTakeMemory(String regex) {
    Fault fault = Regex.fault(regex);
    assertThat(fault).isNotNull();
    assertThat(fault.problem()).contains(String.valueOf(Regex.MAX_STEPS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /.*", "a{1000}b{1000}", "(a{10}){1000}", "{", "a{,5}", "x{a}"})
  void whatPeopleWriteIsTaken(String regex) {
    assertThat(Regex.fault(regex)).isNull();
    assertThat(Regex.compile(regex)).isNotNull();
  }

  @Test
  void anyTextIsTakenOrHasAFaultWithinIt() {
    String alphabet = "ab()[]{}^$|*+?.\\,-:19PQE<>=n\uD83D\uDC1F";
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder regex = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        regex.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Fault fault = Regex.fault(regex.toString());
      if (fault == null) {
        assertThat(Regex.compile(regex.toString())).as("seed %s", seed).isNotNull();
      } else {
        assertThat(fault.start()).as("seed %s", seed).isBetween(0, fault.end());
        assertThat(fault.end()).as("seed %s", seed).isLessThanOrEqualTo(regex.length());
      }
    }
  }
}
