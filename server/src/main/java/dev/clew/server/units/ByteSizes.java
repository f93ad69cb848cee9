package dev.clew.server.units;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as text: `512`, `64MiB`, `1.5 GB`.
public final class ByteSizes {
  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?) *([KMGT]I?)?B?", Pattern.CASE_INSENSITIVE);

  private ByteSizes() {}

  /// @return bytes
  /// @throws IllegalArgumentException when it is no size
  public static long parse(String text) {
    Matcher matcher = SIZE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a size such as 64MiB");
    }
    String unit = matcher.group(2) == null ? "" : matcher.group(2).toUpperCase(Locale.ROOT);
    long base = unit.endsWith("I") ? 1024 : 1000;
    double factor =
        switch (unit.isEmpty() ? ' ' : unit.charAt(0)) {
          case 'K' -> base;
          case 'M' -> base * base;
          case 'G' -> base * base * base;
          case 'T' -> base * base * base * base;
          default -> 1;
        };
    return (long) (Double.parseDouble(matcher.group(1)) * factor);
  }
}
