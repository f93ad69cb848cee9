package dev.clew.server.cli.terminal;

import java.util.Locale;

/// Durations as people read them: three digits and a unit.
public final class Durations {
  private Durations() {}

  /// Such as `3.42 ms`; the unit grows with the amount, up to hours.
  public static String text(long nanos) {
    double amount = Math.abs((double) nanos);
    String sign = nanos < 0 ? "-" : "";
    if (amount < 1e3) {
      return sign + (long) amount + " ns";
    }
    if (amount < 999.5e3) {
      return sign + digits(amount / 1e3) + " µs";
    }
    if (amount < 999.5e6) {
      return sign + digits(amount / 1e6) + " ms";
    }
    if (amount < 119.5e9) {
      return sign + digits(amount / 1e9) + " s";
    }
    return amount < 119.5 * 60e9
        ? sign + digits(amount / 60e9) + " min"
        : sign + digits(amount / 3600e9) + " h";
  }

  private static String digits(double amount) {
    String format = amount < 9.995 ? "%.2f" : amount < 99.95 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, amount);
  }
}
