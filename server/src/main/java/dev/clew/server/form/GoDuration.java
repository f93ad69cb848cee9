package dev.clew.server.form;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A duration as Go writes it and Jaeger's form takes it: `1.2s`, `100ms`, `1h30m`. Blanks around
/// it and before a unit do not count, since versions of Jaeger's form let them pass.
public final class GoDuration {
  private static final Pattern PART =
      Pattern.compile("\\s*(\\d+\\.?\\d*|\\.\\d+)\\s*(ns|us|µs|μs|ms|s|m|h)\\s*");

  private GoDuration() {}

  /// The duration in nanoseconds.
  ///
  /// @throws FormFault when the text is no duration, or one of over 292 years
  public static long nanos(String text) throws FormFault {
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
      default -> 1_000L;
    };
  }

  private static FormFault invalid(String text) {
    return new FormFault(
        "duration",
        0,
        text.length(),
        "invalid duration \""
            + text
            + "\": write a number with ns, us, ms, s, m or h, such as 1.5s");
  }
}
