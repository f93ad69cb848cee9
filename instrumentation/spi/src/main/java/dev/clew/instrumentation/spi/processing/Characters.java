package dev.clew.instrumentation.spi.processing;

/// The characters that the forms of secrets are made of.
final class Characters {
  private Characters() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isUpperOrDigit(char c) {
    return isDigit(c) || (c >= 'A' && c <= 'Z');
  }

  static boolean isWord(char c) {
    return isUpperOrDigit(c) || (c >= 'a' && c <= 'z') || c == '_';
  }

  static boolean isWordAt(String text, int at) {
    return at < text.length() && isWord(text.charAt(at));
  }

  static boolean isWordBefore(String text, int at) {
    return at > 0 && isWord(text.charAt(at - 1));
  }

  /// What the name of a mailbox is made of, in all addresses that are seen.
  static boolean isMailbox(char c) {
    return isWord(c) || c == '.' || c == '+' || c == '-' || c == '%';
  }

  /// Where a token in base64, of either alphabet and with dots in it, ends.
  static int endOfToken(String text, int start) {
    int end = start;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (!isWord(c) && "-.~+/=".indexOf(c) < 0) {
        break;
      }
      end++;
    }
    return end;
  }

  /// Where the name of a host ends that has a label of letters behind a dot, as a top-level domain
  /// has; negative where there is none.
  static int endOfDomain(String text, int start) {
    boolean found = false;
    boolean letters = false;
    int label = start;
    int end = start;
    int limit = Math.min(text.length(), start + 253);
    for (int i = start; i <= limit; i++) {
      char c = i < limit ? text.charAt(i) : ' ';
      boolean inLabel = c == '-' || isWord(c);
      if (inLabel) {
        letters = (letters || i == label) && isWord(c) && !isDigit(c);
        continue;
      }
      if (i == label) {
        break; // two dots in a row, or one at the end
      }
      found |= label > start && letters && i - label >= 2;
      end = i;
      if (c != '.') {
        break;
      }
      label = i + 1;
      letters = false;
    }
    return found ? end : -1;
  }
}
