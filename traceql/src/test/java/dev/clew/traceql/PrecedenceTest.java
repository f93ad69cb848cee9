package dev.clew.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How operators group: the left text must be read as the fully parenthesised right one.
class PrecedenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'.a || .b && .c'                  | '(.a || .b) && .c'",
        "'.a && .b || .c'                  | '(.a && .b) || .c'",
        "'.a && .b = .c'                   | '.a && (.b = .c)'",
        "'.a = .b = .c'                    | '(.a = .b) = .c'",
        "'.a = 1 != true'                  | '(.a = 1) != true'",
        "'.a < .b + 1'                     | '.a < (.b + 1)'",
        "'.a - .b - .c = 0'                | '((.a - .b) - .c) = 0'",
        "'.a / .b * .c = 0'                | '((.a / .b) * .c) = 0'",
        "'.a + .b * .c = 0'                | '(.a + (.b * .c)) = 0'",
        "'.a * .b ^ .c = 0'                | '(.a * (.b ^ .c)) = 0'",
        "'.a ^ .b ^ .c = 0'                | '(.a ^ (.b ^ .c)) = 0'",
        "'-.a ^ 2 = 0'                     | '(-(.a ^ 2)) = 0'",
        "'-.a * .b = 0'                    | '(-(.a * .b)) = 0'",
        "'-.a + .b = 0'                    | '((-.a) + .b) = 0'",
        "'.a * -.b * .c = 0'               | '(.a * (-(.b * .c))) = 0'",
        "'.a ^ -.b * .c = 0'               | '(.a ^ (-(.b * .c))) = 0'",
        "'.a * -.b + .c = 0'               | '((.a * (-.b)) + .c) = 0'",
        "'.a - -.b - .c = 0'               | '((.a - (-.b)) - .c) = 0'",
        "'!.a = .b'                        | '(!.a) = .b'",
        "'!.a && .b'                       | '(!.a) && .b'",
        "'!!.a || !.b'                     | '(!(!.a)) || (!.b)'",
        "'.a = !.b && .c'                  | '(.a = (!.b)) && .c'",
        "'.a =~ \"x\" || .b !~ \"y\" && .c'  | '((.a =~ \"x\") || (.b !~ \"y\")) && .c'",
      })
  void groups(String text, String grouped) {
    assertThat(TraceQl.parse("{" + text + "}")).isEqualTo(TraceQl.parse("{" + grouped + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 ^ 3             | 8",
        "2 ^ 3 ^ 2         | 512",
        "-2 ^ 2            | -4",
        "(-2) ^ 2          | 4",
        "(-2) ^ 63         | minInt",
        "2 ^ -1            | 0",
        "(-1) ^ -3         | -1",
        "(-1) ^ maxInt     | -1",
        "0 ^ 0             | 1",
        "7 / 2             | 3",
        "-7 / 2            | -3",
        "(-7) % 3          | -1",
        "7 / 2.0           | 3.5",
        "1 - 2 - 3         | -4",
        "2 + 3 * 4         | 14",
        "2 * 30s           | 1m",
        "1h - 30m          | 30m",
        "1ns + 1           | 2ns",
        "3s / 2s           | 1.5",
        "1.5 * 1s          | 1.5e9",
        "-(-5)             | 5",
      })
  void computesConstants(String constant, String value) {
    assertThat(TraceQl.parse("{ .x = " + constant + " }")).hasToString("{ .x = " + value + " }");
  }
}
