package dev.clew.instrumentation.spi.processing;

import org.jspecify.annotations.Nullable;

/// What secrets and personal data look like in a text.
///
/// Each looks a bounded number of characters back and ahead, or ahead to where the search goes on.
enum SecretForm {
  /// What follows `Bearer` or `Basic`.
  BEARER {
    @Override
    long find(String text, int at, int from) {
      int word = text.regionMatches(true, at, "bearer ", 0, 7) ? 7 : 6;
      if (Characters.isWordBefore(text, at)
          || (word == 6 && !text.regionMatches(true, at, "basic ", 0, 6))) {
        return NONE;
      }
      int end = Characters.endOfToken(text, at + word);
      return end - at - word >= 8 ? span(at + word, end) : NONE;
    }
  },
  /// A JSON web token: three parts in base64, the first of which begins with a brace.
  JWT {
    @Override
    long find(String text, int at, int from) {
      if (!text.startsWith("eyJ", at) || Characters.isWordBefore(text, at)) {
        return NONE;
      }
      int end = Characters.endOfToken(text, at);
      int first = text.indexOf('.', at);
      int second = first < 0 || first >= end ? -1 : text.indexOf('.', first + 1);
      return second > first + 1 && second < end ? span(at, end) : NONE;
    }
  },
  /// The number of a payment card, with its check digit.
  CARD {
    @Override
    long find(String text, int at, int from) {
      return CardNumber.find(text, at);
    }
  },
  /// An e-mail address.
  EMAIL {
    @Override
    long find(String text, int at, int from) {
      int start = at;
      int limit = Math.max(from, at - 64);
      while (start > limit && Characters.isMailbox(text.charAt(start - 1))) {
        start--;
      }
      int end = start == at ? -1 : Characters.endOfDomain(text, at + 1);
      return end < 0 ? NONE : span(start, end);
    }
  },
  /// The id of an access key of AWS.
  AWS {
    @Override
    long find(String text, int at, int from) {
      boolean begins = text.startsWith("AKIA", at) || text.startsWith("ASIA", at);
      if (!begins || Characters.isWordBefore(text, at)) {
        return NONE;
      }
      int end = at + 4;
      while (end < text.length() && Characters.isUpperOrDigit(text.charAt(end))) {
        end++;
      }
      return end - at == 20 && !Characters.isWordAt(text, end) ? span(at, end) : NONE;
    }
  },
  /// The value of a parameter with a telling name: `password=…`, `"api_key":"…"`.
  PARAMETER {
    @Override
    long find(String text, int at, int from) {
      return Parameter.find(text, at, from);
    }
  },
  /// The password in a URL, as in `postgres://shop:…@db/orders`.
  URL {
    @Override
    long find(String text, int at, int from) {
      int colon = -1;
      int limit = Math.min(text.length(), at + 259);
      for (int i = at + 3; i < limit; i++) {
        char c = text.charAt(i);
        if (c == '@') {
          return colon > 0 && i > colon + 1 ? span(colon + 1, i) : NONE;
        }
        if (c == '/' || c <= ' ') {
          return NONE;
        }
        colon = c == ':' && colon < 0 ? i : colon;
      }
      return NONE;
    }
  },
  /// A private key in PEM, to its end or the text's.
  PRIVATE_KEY {
    @Override
    long find(String text, int at, int from) {
      if (!text.startsWith("-----BEGIN ", at)) {
        return NONE;
      }
      int line = text.indexOf("-----", at + 11);
      if (line < 0 || line > at + 64 || !text.startsWith("PRIVATE KEY", line - 11)) {
        return NONE;
      }
      int last = text.indexOf("-----END ", line);
      int end = last < 0 ? -1 : text.indexOf("-----", last + 9);
      return span(at, end < 0 ? text.length() : end + 5);
    }
  };

  /// Nothing was found.
  static final long NONE = -1;

  /// Where this form is found at a place.
  ///
  /// @param at where its first telling character is
  /// @param from nothing before it may be taken
  /// @return {@link #span}, or {@link #NONE}
  abstract long find(String text, int at, int from);

  /// A start and an end in one number.
  static long span(int start, int end) {
    return (long) start << 32 | end;
  }

  /// The form whose first telling character is at a place; null where it tells nothing.
  static @Nullable SecretForm thatMayBeAt(String text, int at) {
    return switch (text.charAt(at)) {
      case 'B', 'b' -> BEARER;
      case 'e' -> JWT;
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> CARD;
      case '@' -> EMAIL;
      case 'A' -> AWS;
      case '=' -> PARAMETER;
      case ':' -> text.startsWith("//", at + 1) ? URL : PARAMETER;
      case '-' -> PRIVATE_KEY;
      default -> null;
    };
  }
}
