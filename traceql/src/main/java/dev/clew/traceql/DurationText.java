package dev.clew.traceql;

import java.math.BigDecimal;

/// Durations as text, in the two ways TraceQL takes: as Prometheus writes them (`1w2d`: whole
/// numbers, units from years to milliseconds, each once and in order) and as Go does (`1h30m`,
/// `1.5s`, `.24h`: fractions, units from hours to nanoseconds, in any order).
final class DurationText {
  private static final long MICROSECOND = 1_000;
  private static final long MILLISECOND = 1_000 * MICROSECOND;
  private static final long SECOND = 1_000 * MILLISECOND;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /// More digits after the point than these cannot change a whole number of nanoseconds of an hour.
  private static final int MAX_FRACTION_DIGITS = 18;

  private DurationText() {}

  /// Nanoseconds, fractions of one cut off.
  ///
  /// @throws IllegalArgumentException when the text is no duration
  /// @throws ArithmeticException when 64 bits cannot hold it
  static long parse(String text) {
    boolean prometheus = true;
    boolean go = true;
    long nanos = 0;
    long unitBefore = Long.MAX_VALUE;
    int at = 0;
    while (at < text.length()) {
      int point = skipDigits(text, at);
      int numberEnd = point;
      if (point < text.length() && text.charAt(point) == '.') {
        numberEnd = skipDigits(text, point + 1);
        prometheus = false;
      }
      int unitEnd = skipUnit(text, numberEnd);
      String name = text.substring(numberEnd, unitEnd);
      long unit = unit(name);
      prometheus &= unit < unitBefore && unit >= MILLISECOND;
      go &= unit <= HOUR;
      boolean digits = point > at || numberEnd > point + 1;
      if (!digits || !(prometheus || go)) {
        throw notDuration(text);
      }
      nanos = Math.addExact(nanos, Math.multiplyExact(whole(text, at, point), unit));
      nanos = Math.addExact(nanos, fraction(text, point, numberEnd, unit));
      unitBefore = unit;
      at = unitEnd;
    }
    return nanos;
  }

  private static long whole(String text, int start, int end) {
    long whole = 0;
    for (int i = start; i < end; i++) {
      whole = Math.addExact(Math.multiplyExact(whole, 10L), text.charAt(i) - '0');
    }
    return whole;
  }

  /// @param point offset of the decimal point, or `end` when there is none
  private static long fraction(String text, int point, int end, long unit) {
    int digitsEnd = Math.min(end, point + 1 + MAX_FRACTION_DIGITS);
    return digitsEnd <= point + 1
        ? 0
        : new BigDecimal(text.substring(point, digitsEnd))
            .multiply(BigDecimal.valueOf(unit))
            .longValue();
  }

  private static int skipDigits(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static int skipUnit(String text, int start) {
    int at = start;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static long unit(String name) {
    return switch (name) {
      case "y" -> 365 * DAY;
      case "w" -> 7 * DAY;
      case "d" -> DAY;
      case "h" -> HOUR;
      case "m" -> MINUTE;
      case "s" -> SECOND;
      case "ms" -> MILLISECOND;
      case "us", "µs", "μs" -> MICROSECOND;
      case "ns" -> 1;
      default -> throw notDuration(name);
    };
  }

  private static IllegalArgumentException notDuration(String text) {
    return new IllegalArgumentException("not a duration: " + text);
  }

  /// The shortest usual form: `100ms`, `1.5s`, `1h30m`.
  ///
  /// @param nanos at least 0
  static String format(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < MICROSECOND) {
      return nanos + "ns";
    }
    if (nanos < MILLISECOND) {
      return decimal(nanos, MICROSECOND) + "us";
    }
    if (nanos < SECOND) {
      return decimal(nanos, MILLISECOND) + "ms";
    }
    StringBuilder text = new StringBuilder();
    long hours = nanos / HOUR;
    long minutes = nanos % HOUR / MINUTE;
    long rest = nanos % MINUTE;
    if (hours > 0) {
      text.append(hours).append('h');
    }
    if (minutes > 0) {
      text.append(minutes).append('m');
    }
    if (rest > 0) {
      text.append(decimal(rest, SECOND)).append('s');
    }
    return text.toString();
  }

  private static String decimal(long nanos, long unit) {
    return BigDecimal.valueOf(nanos)
        .divide(BigDecimal.valueOf(unit))
        .stripTrailingZeros()
        .toPlainString();
  }
}
