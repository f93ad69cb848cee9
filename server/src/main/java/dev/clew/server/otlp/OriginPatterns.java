package dev.clew.server.otlp;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which web pages may send spans: origins with `*` for any run of characters, as the Collector has
/// them.
public final class OriginPatterns {
  private OriginPatterns() {}

  /// @param origins such as `https://*.example.com` or `*`
  public static Predicate<String> of(List<String> origins) {
    String alternatives =
        origins.stream().map(OriginPatterns::regex).collect(Collectors.joining("|"));
    return Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE).asMatchPredicate();
  }

  private static String regex(String origin) {
    StringBuilder regex = new StringBuilder();
    for (String part : origin.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*");
      regex.append(Pattern.quote(part));
    }
    return regex.toString();
  }
}
