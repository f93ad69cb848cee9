package dev.clew.server.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TerminalTextTest {
  @Test
  void controlCharactersNeverReachTheTerminal() {
    assertThat(TerminalText.printable("a\u001b[31mred\r\nb\u009b2Jc\u202Ed\uD800e"))
        .isEqualTo("a [31mred b 2Jc d e");
    assertThat(TerminalText.printable("plain größe 日本 😀")).isEqualTo("plain größe 日本 😀");
  }

  @Test
  void widthCountsCells() {
    assertThat(TerminalText.width("abc")).isEqualTo(3);
    assertThat(TerminalText.width("日本")).isEqualTo(4);
    assertThat(TerminalText.width("e\u0301")).isEqualTo(1);
    assertThat(TerminalText.width("😀")).isEqualTo(2);
    assertThat(TerminalText.width("└─ █…")).isEqualTo(5);
  }

  @Test
  void whatDoesNotFitEndsInAnEllipsis() {
    assertThat(TerminalText.fit("abcdef", 6)).isEqualTo("abcdef");
    assertThat(TerminalText.fit("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(TerminalText.fit("日本日本", 6)).isEqualTo("日本…");
    assertThat(TerminalText.fit("abc", 0)).isEmpty();
  }

  @Test
  void fittedTextNeverTakesMoreCellsThanThereAre() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int[] alphabet = {'a', ' ', 'é', 0x301, 0x65E5, 0x1F600, 0xAC00};
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
      }
      int cells = random.nextInt(25);
      String fitted = TerminalText.fit(text.toString(), cells);
      assertThat(TerminalText.width(fitted)).as("seed %d: %s", seed, text).isBetween(0, cells);
      assertThat(TerminalText.width(TerminalText.pad(fitted, cells))).isEqualTo(cells);
      assertThat(TerminalText.width(TerminalText.padLeft(fitted, cells))).isEqualTo(cells);
    }
  }
}
