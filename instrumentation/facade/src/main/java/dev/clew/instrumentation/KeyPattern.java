package dev.clew.instrumentation;

/// The pattern of keys that a key of a cache or a Redis belongs to: its words, with `?` in place of
/// whatever looks like a value. It tells `user:123` from `session:123` without saying whose.
///
/// ```java
/// KeyPattern.of("user:123"); // "user:?"
/// ```
///
/// A key is parts between `:`, `/`, `|`, `#`, braces and brackets, and a part is words between `-`,
/// `_` and `.`. A word has letters alone, at most 32 of them, and is not hexadecimal from eight on;
/// from the first one that is not a word, the rest of a part is a value. A part that contains
/// anything else, as an e-mail address does, is a value as a whole. What is all letters is taken
/// for a word, so the names of people in keys stay.
public final class KeyPattern {
  private static final String BETWEEN_PARTS = ":/|#{}[]";
  private static final String BETWEEN_WORDS = "-_.";
  private static final int LONGEST_KEY = 256;
  private static final int LONGEST_WORD = 32;
  private static final int SHORTEST_HEX = 8;

  private KeyPattern() {}

  /// The pattern of a key.
  ///
  /// ```java
  /// KeyPattern.of("job-queue:17:attempts"); // "job-queue:?:attempts"
  /// ```
  ///
  /// @param key of any length; what comes after 256 characters is one value
  public static String of(String key) {
    int length = Math.min(key.length(), LONGEST_KEY);
    StringBuilder pattern = new StringBuilder(length);
    int start = 0;
    for (int i = 0; i <= length; i++) {
      if (i == length || BETWEEN_PARTS.indexOf(key.charAt(i)) >= 0) {
        part(key, start, i, pattern);
        if (i < length) {
          pattern.append(key.charAt(i));
        }
        start = i + 1;
      }
    }
    if (length < key.length() && pattern.charAt(pattern.length() - 1) != '?') {
      pattern.append('?');
    }
    return pattern.toString();
  }

  private static void part(String key, int start, int end, StringBuilder pattern) {
    int words = isPlain(key, start, end) ? endOfWords(key, start, end) : start;
    pattern.append(key, start, words);
    if (words < end) {
      pattern.append('?');
    }
  }

  private static boolean isPlain(String key, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = key.charAt(i);
      // '?' so that a pattern is its own pattern.
      if (!Character.isLetterOrDigit(c) && c != '?' && BETWEEN_WORDS.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int endOfWords(String key, int start, int end) {
    int word = start;
    for (int i = start; i <= end; i++) {
      if (i == end || BETWEEN_WORDS.indexOf(key.charAt(i)) >= 0) {
        if (!isWord(key, word, i)) {
          return word;
        }
        word = i + 1;
      }
    }
    return end;
  }

  private static boolean isWord(String key, int start, int end) {
    boolean hex = end - start >= SHORTEST_HEX;
    for (int i = start; i < end; i++) {
      char c = key.charAt(i);
      if (!Character.isLetter(c)) {
        return false;
      }
      hex &= Character.digit(c, 16) >= 0;
    }
    return !hex && end - start <= LONGEST_WORD;
  }
}
