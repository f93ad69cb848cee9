package dev.clew.instrumentation.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.spi.json.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
  @Test
  void readsWhatItWrites() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      Object value = value(random, 4);
      String text = JsonText.of(value);
      assertThat(JsonReader.read(text)).as("seed %d", seed).isEqualTo(value);
      assertThat(JsonText.length(value)).as("seed %d", seed).hasValue(text.length());
    }
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong() >> 8;
      case 3 -> random.nextGaussian();
      case 4 ->
          random
              .ints(random.nextInt(6), 0, 0x300)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      case 5 -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put("k" + i, value(random, depth - 1));
        }
        yield map;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"ok, 4", "'a\"b', 6", "'a\tb', 6", "ä, 3"})
  void measuresTextsAsJson(String text, int length) {
    assertThat(JsonText.length(text)).hasValue(length);
  }

  @Test
  void writesHalfACharacterAsJavaScriptWould() {
    String half = "\ud83d";
    assertThat(JsonText.of("a" + half + "b" + half + "\ude00" + "\ude00"))
        .isEqualTo("\"a\\ud83db" + half + "\ude00" + "\\ude00\"");
    assertThat(JsonText.length(half)).hasValue(8);
  }

  @Test
  void measuresValuesAsJavaScriptWould() {
    assertThat(JsonText.length(null)).hasValue(4);
    assertThat(JsonText.length(2.0)).hasValue(1);
    assertThat(JsonText.length(2.5)).hasValue(3);
    assertThat(JsonText.length(Double.NaN)).hasValue(4);
    assertThat(JsonText.length('\u0001')).hasValue(8);
    assertThat(JsonText.length(new byte[7])).hasValue(7);
    assertThat(JsonText.length(new Object())).isEmpty();
    assertThat(JsonText.length(List.of(new Object()))).isEmpty();
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    assertThat(JsonText.length(itself)).isEmpty();
  }
}
