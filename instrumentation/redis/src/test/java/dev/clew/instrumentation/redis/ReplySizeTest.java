package dev.clew.instrumentation.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.KeyValue;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplySizeTest {
  private static long size(Object reply) {
    return ReplySize.of(reply, value -> value);
  }

  @Test
  void addsUpTheBytesOfValues() {
    assertThat(size(null)).isZero();
    assertThat(size(new byte[7])).isEqualTo(7);
    assertThat(size(ByteBuffer.allocate(9))).isEqualTo(9);
    assertThat(size(1234L)).isEqualTo(4);
    assertThat(size(true)).isEqualTo(4);
    assertThat(size(Arrays.asList("ab", null, List.of("c", 10L)))).isEqualTo(5);
    assertThat(size(Map.of("ab", "cde"))).isEqualTo(5);
    assertThat(size(Map.entry("ab", new byte[2]))).isEqualTo(4);
    assertThat(size(List.of(new IllegalStateException("WRONGTYPE x")))).isEqualTo(11);
  }

  @Test
  void admitsWhatItDoesNotKnow() {
    assertThat(size(new Object())).isEqualTo(ReplySize.UNKNOWN);
    assertThat(size(List.of("a", List.of(new Object()), "b"))).isEqualTo(ReplySize.UNKNOWN);
  }

  @Test
  void looksIntoTheValuesOfLettuce() {
    assertThat(LettuceCommands.sizeOf(KeyValue.just("list", "abc"))).isEqualTo(7);
    assertThat(LettuceCommands.sizeOf(List.of(KeyValue.empty("list")))).isEqualTo(4);
    assertThat(LettuceCommands.sizeOf(List.of(ScoredValue.just(1.5, "job")))).isEqualTo(6);
    assertThat(LettuceCommands.sizeOf(Value.just("ab"))).isEqualTo(2);
  }

  @Test
  void countsTextAsTheBytesOfItsUtf8() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        int point = random.nextInt(Character.MAX_CODE_POINT + 1);
        text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point >> random.nextInt(14));
      }
      String drawn =
          new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      assertThat(size(drawn))
          .as("seed %s, text %s", seed, drawn)
          .isEqualTo(drawn.getBytes(StandardCharsets.UTF_8).length);
    }
  }
}
