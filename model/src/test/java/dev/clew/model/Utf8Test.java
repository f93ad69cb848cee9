package dev.clew.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Agrees with Java's decoder about what is well-formed.
class Utf8Test {
  @Test
  void everySequenceOfOneOrTwoBytesAndManyOfThree() {
    for (int bytes = 0; bytes < 1 << 24; bytes += bytes < 1 << 16 ? 1 : 61) {
      byte[] text = {(byte) (bytes >>> 16), (byte) (bytes >>> 8), (byte) bytes};
      int length = bytes < 1 << 8 ? 1 : bytes < 1 << 16 ? 2 : 3;
      check(text, 3 - length, length);
    }
  }

  @Test
  void randomTextWithDamage() {
    for (int seed = 0; seed < 100_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        int bits = 1 + random.nextInt(20);
        int codePoint = random.nextInt(1 << bits);
        text.appendCodePoint(codePoint >= 0xD800 && codePoint < 0xE000 ? 'x' : codePoint);
      }
      byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
      if (utf8.length > 0 && random.nextBoolean()) {
        utf8[random.nextInt(utf8.length)] = (byte) random.nextInt();
      }
      check(utf8, 0, utf8.length);
    }
  }

  private static void check(byte[] bytes, int offset, int length) {
    boolean expected;
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
      expected = true;
    } catch (CharacterCodingException e) {
      expected = false;
    }
    if (Utf8.isValid(bytes, offset, length) != expected) {
      assertThat(bytes).as("valid is %s", expected).isEmpty();
    }
  }
}
