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

  /// Where the name of a host with a top-level domain ends; negative where there is none.
  static int endOfDomain(String text, int start) {
    int end = start;
    int dot = -1;
    int limit = Math.min(text.length(), start + 253);
    while (end < limit) {
      char c = text.charAt(end);
      if (c == '.' && end > start && text.charAt(end - 1) != '.') {
        dot = end;
      } else if (c == '.' || (!isWord(c) && c != '-')) {
        break;
      }
      end++;
    }
    if (dot == end - 1 && dot > start) {
      end = dot; // the full stop behind it
      dot = text.lastIndexOf('.', end - 1);
    }
    if (dot <= start || end - dot < 3) {
      return -1;
    }
    for (int i = dot + 1; i < end; i++) {
      if (!isWord(text.charAt(i)) || isDigit(text.charAt(i))) {
        return -1;
      }
    }
    return end;
  }
}
