package dev.clew.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever the text, the parser answers with a query or with an error that lies within it.
class FuzzTest {
  private static final String PIECES = "{}()=~!<>&|^,.\"`\\+-*/% 0123456789abehmnsuxy:_\n#é";

  @Test
  void randomBytesAreReadOrRefused() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      check(new String(bytes, StandardCharsets.UTF_8), seed);
      check(new String(bytes, StandardCharsets.UTF_16LE), seed);
    }
  }

  @Test
  void mutatedQueriesAreReadOrRefused() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Corpus.Example> examples = Corpus.valid();
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder(pick(examples, random).query());
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        mutate(text, examples, random);
      }
      check(text.toString(), seed);
    }
  }

  private static void mutate(StringBuilder text, List<Corpus.Example> examples, Random random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(6));
    switch (random.nextInt(4)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
      case 2 -> text.insert(at, text.substring(at, end));
      default -> {
        String other = pick(examples, random).query();
        int from = random.nextInt(other.length());
        text.replace(at, end, other.substring(from, Math.min(other.length(), from + 10)));
      }
    }
  }

  private static void check(String text, long seed) {
    try {
      Query query = TraceQl.parse(text);
      assertThat(TraceQl.parse(query.toString())).as("seed %d: %s", seed, text).isEqualTo(query);
    } catch (TraceQlException e) {
      assertThat(e.offset()).as("seed %d: %s", seed, text).isBetween(0, text.length());
      assertThat(e.length()).as("seed %d: %s", seed, text).isBetween(0, text.length() - e.offset());
      assertThat(e.getMessage()).as("seed %d: %s", seed, text).doesNotContainPattern("\\p{Cntrl}");
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("seed " + seed + ": " + text, e);
    }
  }

  private static <T> T pick(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
