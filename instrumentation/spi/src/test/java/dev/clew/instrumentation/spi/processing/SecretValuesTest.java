package dev.clew.instrumentation.spi.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretValuesTest {
  private static final SecretValues ALL =
      new SecretValues(EnumSet.allOf(SecretForm.class), List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Authorization: Bearer abc.def-123_456 x | Authorization: Bearer [redacted] x",
        "basic dXNlcjpwYXNzd29yZA== | basic [redacted]",
        "t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln! | t=[redacted]!",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0. | [redacted]",
        "paid with 4111 1111 1111 1111 today | paid with [redacted] today",
        "4111-1111-1111-1111 | [redacted]",
        "378282246310005,5555555555554444 | [redacted],[redacted]",
        "ann.o'neil+x@mail.example.co.uk. | ann.o'[redacted].",
        "<ann@example.com> and bob@b.io | <[redacted]> and [redacted]",
        "key AKIAIOSFODNN7EXAMPLE found | key [redacted] found",
        "?a=1&api_key=xyz&b=2 | ?a=1&api_key=[redacted]&b=2",
        "password='a b' rest | password='[redacted]' rest",
        "{\"password\":\"a, b\",\"n\":1} | {\"password\":\"[redacted]\",\"n\":1}",
        "{\"access_token\": \"abc\"} | {\"access_token\": \"[redacted]\"}",
        "dbPassword=x; user=y | dbPassword=[redacted]; user=y",
        "postgres://shop:p@ss@db:5432/x | postgres://shop:[redacted]@ss@db:5432/x",
        "redis://:pw@host | redis://:[redacted]@host",
        "-----BEGIN RSA PRIVATE KEY----- a b -----END RSA PRIVATE KEY----- c | [redacted] c",
        "-----BEGIN PRIVATE KEY----- a b | [redacted]",
      })
  void putsAWordInTheirPlace(String text, String shown) {
    assertThat(ALL.redact(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bearer of news",
        "Basic auth",
        "forbearer abcdefgh1234",
        "eyJhbGci.x",
        "keyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
        "4111111111111112",
        "a4111111111111111",
        "4111111111111111a",
        "1763750000000000000",
        "20261121184500123",
        "java.lang.Object@1b2c3d",
        "user@localhost",
        "@Trace",
        "a @ b.com",
        "AKIAIOSFODNN7EXAMPLEX",
        "XAKIAIOSFODNN7EXAMPLE",
        "invalid token: expired",
        "token=",
        "password=[redacted]",
        "http://localhost:4318/v1/traces",
        "https://example.com/a:b@c",
        "-----BEGIN CERTIFICATE----- a",
        "GET /orders/4711?page=2",
      })
  void leavesWhatIsNone(String text) {
    assertThat(ALL.redact(text)).isSameAs(text);
  }

  /// The slow way: every place, every length.
  @Test
  void findsTheCardsThatEveryTryFinds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    SecretValues cards = new SecretValues(EnumSet.of(SecretForm.CARD), List.of());
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        text.append(
            random.nextInt(12) == 0
                ? " -a.".charAt(random.nextInt(4))
                : (char) ('0' + random.nextInt(7)));
      }
      String expected = slowly(text.toString());
      found += expected.contentEquals(text) ? 0 : 1;
      assertThat(cards.redact(text.toString())).as("seed %d", seed).isEqualTo(expected);
    }
    assertThat(found).isGreaterThan(100);
  }

  private static String slowly(String text) {
    for (int start = 0; start < text.length(); start++) {
      for (int end = text.length(); end > start; end--) {
        if (isCard(text, start, end)) {
          String rest = slowly("." + text.substring(end)).substring(1);
          return text.substring(0, start) + "[redacted]" + rest;
        }
      }
    }
    return text;
  }

  private static final Pattern CARD = Pattern.compile("\\d(?:[ -]?\\d){12,18}");

  private static boolean isCard(String text, int start, int end) {
    String part = text.substring(start, end);
    if (!CARD.matcher(part).matches()
        || text.substring(0, start).matches(".*\\w")
        || text.substring(end).matches("\\w.*")) {
      return false;
    }
    String digits = part.replaceAll("\\D", "");
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : digit * 2;
      sum += weighted / 10 + weighted % 10;
    }
    return sum % 10 == 0
        && digits.matches(
            "2(22[1-9]|2[3-9]\\d|[3-6]\\d\\d|7[01]\\d|720)\\d{12}|3\\d{13,15}|4(\\d{12}|\\d{15}|\\d{18})"
                + "|5\\d{15}|6\\d{15,18}");
  }

  @Test
  void findsTheAddressesThatARegularExpressionFinds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    SecretValues emails = new SecretValues(EnumSet.of(SecretForm.EMAIL), List.of());
    // A label of letters behind a dot, with labels of any kind around it.
    Pattern slow =
        Pattern.compile(
            "[\\w.+%-]+@[\\w-]+(?:\\.[\\w-]+)*?\\.[a-zA-Z_]{2,}(?![\\w-])(?:\\.[\\w-]+)*");
    int found = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(16); length > 0; length--) {
        text.append("aaab1.@- +".charAt(random.nextInt(10)));
      }
      String expected = slow.matcher(text).replaceAll("[redacted]");
      found += expected.contentEquals(text) ? 0 : 1;
      assertThat(emails.redact(text.toString()))
          .as("seed %d: '%s'", seed, text)
          .isEqualTo(expected);
    }
    assertThat(found).isGreaterThan(100);
  }

  @Test
  void survivesEveryText() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> parts =
        List.of(
            "Bearer ",
            "basic ",
            "eyJ",
            ".",
            "4111111111111111",
            "@",
            "example.com",
            "AKIA",
            "password",
            "=",
            ":",
            "\"",
            "'",
            "://",
            "-----BEGIN ",
            "PRIVATE KEY-----",
            "-----END ",
            "a",
            "A",
            "1",
            " ",
            "\u00e4",
            "\ud83d\ude00",
            "\ud83d",
            "[redacted]");
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      String shown = ALL.redact(text.toString());
      assertThat(shown).as("seed %d: %s", seed, text).doesNotContain("Bearer a1a1a1a1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "user.password, 'user password'",
    "dbPassword, 'db password'",
    "HTTPToken, 'http token'",
    "X-API-Key, 'x api key'",
    "a__b, 'a b'",
    "api2key, api2key",
    "'', ''",
    "..., ''",
  })
  void readsKeysWordByWord(String key, String words) {
    assertThat(String.join(" ", SecretKeys.words(key))).isEqualTo(words);
  }
}
