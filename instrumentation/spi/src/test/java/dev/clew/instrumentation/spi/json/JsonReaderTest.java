package dev.clew.instrumentation.spi.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @Test
  void readsEveryKindOfValue() {
    Object value =
        JsonReader.read(
            " {\"a\" : [1, -2.5e1, true, false, null, \"x\\u00e4\\n"
                + "\\/\\\"\"],\r\n"
                + "\t\"b\":{},\"b\":[] } ");
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("a", Arrays.asList(1L, -25.0, true, false, null, "xä\n/\""));
    expected.put("b", List.of());
    assertThat(value).isEqualTo(expected);
    assertThat(JsonReader.read("12345678901234567890")).isEqualTo(1.2345678901234567E19);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "{", "[", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "\"", "\"\\x\"", "\"\\u12g4\"",
        "\"a\nb\"", "01", "1.", "+1", "nul", "truth", "1 2", "{}x", "[object Object]", "NaN", "-"
      })
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> JsonReader.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("no JSON: .* at offset \\d+");
  }

  @Test
  void refusesDeepNests() {
    assertThat(JsonReader.read("[".repeat(64) + "]".repeat(64))).isInstanceOf(List.class);
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("no JSON: .*64.* at offset \\d+");
  }

  @Test
  void anyBytesAreReadOrRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "{}[]\",:\\u0123eE+-.truefalsn \n\u0001ä";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(30);
      for (int j = 0; j < length; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        JsonReader.read(text.toString());
      } catch (IllegalArgumentException refused) {
        assertThat(refused).as("seed %d, text %s", seed, text).hasMessageStartingWith("no JSON: ");
      }
    }
  }
}
