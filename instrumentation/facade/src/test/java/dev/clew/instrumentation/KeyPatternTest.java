package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Row 1.026: keys without their values.
class KeyPatternTest {
  @ParameterizedTest
  @CsvSource({
    "user:123, user:?",
    "user:123:profile, user:?:profile",
    "blueprint:123, blueprint:?",
    "jobs, jobs",
    "job-queue, job-queue",
    "rate_limit:10.0.0.1, rate_limit:?",
    "job-17, job-?",
    "user:ann.lee@example.org, user:?",
    "session:550e8400-e29b-41d4-a716-446655440000, session:?",
    "session:deadbeef-aaaa-bbbb-cccc-eeeeeeeeeeee, session:?",
    "'{user:7}:cart', '{user:?}:cart'",
    "cache/users/42#head, cache/users/?#head",
    "123, ?",
    "'', ''",
    "'a b', ?",
    "a::1, a::?",
    "größe:9, größe:?",
    "token:eyJhbGciOiJIUzI1NiJ9.x.y, token:?",
    "token:abcdefghijklmnopqrstuvwxyzabcdefghijkl, token:?",
  })
  void leavesWordsAndHidesValues(String key, String pattern) {
    assertThat(KeyPattern.of(key)).isEqualTo(pattern);
  }

  @Test
  void readsNoMoreThanTheBeginningOfALongKey() {
    assertThat(KeyPattern.of("user:" + "7".repeat(1_000_000))).isEqualTo("user:?");
    assertThat(KeyPattern.of("a:".repeat(200))).isEqualTo("a:".repeat(128) + "?");
  }

  @Test
  void neverShowsADigitAndIsItsOwnPattern() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder key = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        key.append("ab9:-_./@{}\u00e9\u0000".charAt(random.nextInt(13)));
      }
      String pattern = KeyPattern.of(key.toString());
      assertThat(pattern).as("seed %s, key %s", seed, key).doesNotContain("9", "@", "\u0000");
      assertThat(KeyPattern.of(pattern)).as("seed %s, key %s", seed, key).isEqualTo(pattern);
    }
  }
}
