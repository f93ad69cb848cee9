package dev.clew.traceql;

/// A number in the text: `42`, `.3`, `1e3`, or with units right behind it a duration.
///
/// @param value a [Static.Int], [Static.FloatValue] or [Static.Duration]
/// @param end offset after the last unit read
record NumberLiteral(Static value, int end) {
  static NumberLiteral read(String text, int start) {
    int at = skipDigits(text, start);
    boolean integer = true;
    if (at < text.length() && text.charAt(at) == '.') {
      integer = false;
      at = skipDigits(text, at + 1);
    }
    int exponent = exponentEnd(text, at);
    if (exponent > at) {
      integer = false;
      at = exponent;
    }
    int end = runEnd(text, at);
    String written = text.substring(start, end);
    if (end > at) {
      return new NumberLiteral(duration(text, start, end, written), end);
    }
    return new NumberLiteral(
        integer ? integer(text, start, end, written) : decimal(text, start, end, written), end);
  }

  private static Static integer(String text, int start, int end, String written) {
    try {
      return new Static.Int(Long.parseLong(written));
    } catch (NumberFormatException e) {
      throw outOfRange(text, start, end, "an int goes from minInt to maxInt, 64 bits");
    }
  }

  private static Static decimal(String text, int start, int end, String written) {
    double value = Double.parseDouble(written);
    if (Double.isInfinite(value)) {
      throw outOfRange(text, start, end, "a float goes to 1.8e308");
    }
    return new Static.FloatValue(value);
  }

  private static Static duration(String text, int start, int end, String written) {
    try {
      return new Static.Duration(DurationText.parse(written));
    } catch (ArithmeticException e) {
      throw outOfRange(text, start, end, "a duration goes to 2^63 ns, 292 years");
    } catch (IllegalArgumentException e) {
      throw new TraceQlException(
          text,
          start,
          end,
          TraceQlPrinter.abbreviate(written)
              + " is neither a number nor a duration such as 100ms, 1h30m or 2d");
    }
  }

  private static TraceQlException outOfRange(String text, int start, int end, String range) {
    return new TraceQlException(
        text,
        start,
        end,
        TraceQlPrinter.abbreviate(text.substring(start, end)) + " is out of range, " + range);
  }

  private static int skipDigits(String text, int start) {
    int at = start;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /// Where an exponent that begins here ends; `start` when none does.
  private static int exponentEnd(String text, int start) {
    if (start == text.length() || (text.charAt(start) | 0x20) != 'e') {
      return start;
    }
    int digits = start + 1;
    if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
      digits++;
    }
    int end = skipDigits(text, digits);
    return end > digits ? end : start;
  }

  /// Where the letters, digits and dots that touch the number end.
  private static int runEnd(String text, int start) {
    int at = start;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '_') {
        break;
      }
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
