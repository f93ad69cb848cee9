package dev.clew.traceql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern PROMETHEUS =
      Pattern.compile(
          "(?=[0-9])(?:[0-9]+y)?(?:[0-9]+w)?(?:[0-9]+d)?(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?(?:[0-9]+ms)?");
  private static final Pattern GO =
      Pattern.compile("(?:(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:ns|us|µs|μs|ms|s|m|h))++");
  private static final Pattern PART = Pattern.compile("([0-9.]+)([^0-9.]+)");

  private DurationText() {}

  /// Nanoseconds, fractions of one cut off.
  ///
  /// @throws IllegalArgumentException when the text is no duration
  /// @throws ArithmeticException when 64 bits cannot hold it
  static long parse(String text) {
    if (!PROMETHEUS.matcher(text).matches() && !GO.matcher(text).matches()) {
      throw new IllegalArgumentException("not a duration: " + text);
    }
    BigInteger nanos = BigInteger.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      BigDecimal unit = BigDecimal.valueOf(unit(part.group(2)));
      nanos =
          nanos.add(
              new BigDecimal(part.group(1))
                  .multiply(unit)
                  .setScale(0, RoundingMode.DOWN)
                  .toBigInteger());
    }
    return nanos.longValueExact();
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
      default -> throw new IllegalArgumentException("not a unit of time: " + name);
    };
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
