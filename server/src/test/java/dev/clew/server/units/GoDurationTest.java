package dev.clew.server.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "1ns, 1",
    "1us, 1000",
    "1µs, 1000",
    "1.2ms, 1200000",
    ".5s, 500000000",
    "1h30m, 5400000000000",
    "1μs, 1000",
    "100ms, 100000000",
    "500 us, 500000",
    "' 1h 30m ', 5400000000000",
    "14d, 1209600000000000",
    "1w, 604800000000000"
  })
  void readsWhatGoWrites(String text, long nanos) {
    assertThat(GoDuration.nanos(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "ms", " ", "-1s", "s 1", "1s2", "1y", "9999999999h"})
  void refusesAnythingElseWithTheTextAndAnExample(String text) {
    assertThatThrownBy(() -> GoDuration.nanos(text))
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("1.5s");
  }
}
