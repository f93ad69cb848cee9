package dev.clew.server.units;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A length of time as Go writes it and the Collector and Jaeger's form take it, with days and
/// weeks: `1.2s`, `100ms`, `1h30m`, `14d`. Blanks around it and before a unit do not count, since
/// versions of Jaeger's form let them pass.
public final class GoDuration {
  private static final Pattern PART =
      Pattern.compile("\\s*(\\d+\\.?\\d*|\\.\\d+)\\s*(ns|us|µs|μs|ms|s|m|h|d|w)\\s*");

  private GoDuration() {}

  /// The length in nanoseconds, at least 0; what is smaller than one is cut off.
  ///
  /// @throws IllegalArgumentException when the text is no length of time, or one of over 292 years;
  ///     the message quotes it
  public static long nanos(String text) {
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!part.find(at) || part.start() != at) {
        throw invalid(text);
      }
      nanos =
          nanos.add(
              new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit(part.group(2)))));
      at = part.end();
    }
    if (at == 0 || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw invalid(text);
    }
    return nanos.longValue();
  }

  private static long unit(String unit) {
    return switch (unit) {
      case "ns" -> 1L;
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      case "d" -> 86_400_000_000_000L;
      case "w" -> 7 * 86_400_000_000_000L;
      default -> 1_000L;
    };
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is not a duration: write a number with ns, us, ms, s, m, h, d or w, such as"
            + " 1.5s or 1h30m");
  }
}
