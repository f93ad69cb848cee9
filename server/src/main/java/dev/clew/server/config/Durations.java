package dev.clew.server.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as Go and the Collector write them, with days: `200ms`, `1h30m`, `14d`.
public final class Durations {
  private static final Pattern PART =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)(ns|us|µs|ms|s|m|h|d)");

  private Durations() {}

  /// @throws IllegalArgumentException when it is none
  public static Duration parse(String text) {
    Matcher part = PART.matcher(text);
    double nanos = 0;
    int at = 0;
    while (part.find() && part.start() == at) {
      nanos += Double.parseDouble(part.group(1)) * nanosOf(part.group(2));
      at = part.end();
    }
    if (at == 0 || at != text.length() || nanos > Long.MAX_VALUE) {
      throw new IllegalArgumentException("'" + text + "' is not a duration such as 200ms or 1h30m");
    }
    return Duration.ofNanos((long) nanos);
  }

  private static double nanosOf(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "µs" -> 1e3;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      case "h" -> 3600e9;
      default -> 86400e9;
    };
  }
}
