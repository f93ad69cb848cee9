package dev.clew.instrumentation.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplySizeTest {
  @Test
  void addsUpTheBytesOfValues() {
    assertThat(ReplySize.of(null)).isZero();
    assertThat(ReplySize.of(new byte[7])).isEqualTo(7);
    assertThat(ReplySize.of(ByteBuffer.allocate(9))).isEqualTo(9);
    assertThat(ReplySize.of(1234L)).isEqualTo(4);
    assertThat(ReplySize.of(true)).isEqualTo(4);
    assertThat(ReplySize.of(Arrays.asList("ab", null, List.of("c", 10L)))).isEqualTo(5);
    assertThat(ReplySize.of(Map.of("ab", "cde"))).isEqualTo(5);
    assertThat(ReplySize.of(Map.entry("ab", new byte[2]))).isEqualTo(4);
    assertThat(ReplySize.of(new Object())).isZero();
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
      assertThat(ReplySize.of(drawn))
          .as("seed %s, text %s", seed, drawn)
          .isEqualTo(drawn.getBytes(StandardCharsets.UTF_8).length);
    }
  }
}
