package dev.clew.server.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "999, 999 ns",
    "1000, 1.00 µs",
    "999499, 999 µs",
    "999500, 1.00 ms",
    "3421000, 3.42 ms",
    "34210000, 34.2 ms",
    "999999999, 1.00 s",
    "60000000000, 60.0 s",
    "119600000000, 1.99 min",
    "7200000000000, 2.00 h",
    "-1500000, -1.50 ms",
    "9223372036854775807, 2562048 h",
    "-9223372036854775808, -2562048 h"
  })
  void threeDigitsAndAUnit(long nanos, String text) {
    assertThat(Durations.text(nanos)).isEqualTo(text);
  }
}
