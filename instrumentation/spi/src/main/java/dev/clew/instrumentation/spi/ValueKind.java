package dev.clew.instrumentation.spi;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What a setting's value may be.
///
/// @param allowed says it in words, after "allowed is"
/// @param accepts whether a value makes sense
record ValueKind(String allowed, Predicate<String> accepts) {
  private static final Pattern DURATION = Pattern.compile("\\d{1,12}\\s*(?:ns|us|ms|s|m|h|d)?");

  static final ValueKind TEXT = new ValueKind("any text", value -> true);
  static final ValueKind BOOLEAN =
      new ValueKind("true or false", value -> value.matches("(?i)true|false"));
  static final ValueKind RATIO = new ValueKind("a number from 0 to 1", ValueKind::isRatio);
  static final ValueKind RATE = new ValueKind("a number from 0 to 1000000", ValueKind::isRate);
  static final ValueKind COUNT =
      new ValueKind("a whole number from 1 to 2147483647", ValueKind::isCount);
  static final ValueKind MILLIS =
      new ValueKind(
          "a time in milliseconds, or with a unit as in 5s",
          value -> DURATION.matcher(value).matches());
  static final ValueKind URL =
      new ValueKind("a URL that begins with http:// or https://", ValueKind::isUrl);
  static final ValueKind HOST =
      new ValueKind("the name or address of a host", value -> value.matches("[^\\s/@?#]{1,253}"));
  static final ValueKind PORT =
      new ValueKind("a port from 1 to 65535", value -> isCount(value) && isPort(value));
  static final ValueKind PAIRS =
      new ValueKind(
          "key=value pairs separated by commas",
          value -> Arrays.stream(value.split(",")).allMatch(ValueKind::isPair));

  static final ValueKind REGEX =
      new ValueKind("a regular expression of Java's", ValueKind::isRegex);

  static ValueKind oneOf(Collection<String> values) {
    return new ValueKind("one of " + sorted(values), values::contains);
  }

  static ValueKind listOf(Collection<String> values) {
    return new ValueKind(
        "a list, separated by commas, of " + sorted(values),
        value -> Arrays.stream(value.split(",")).map(String::strip).allMatch(values::contains));
  }

  /// Names from a list, with a minus before those that are to be left out.
  static ValueKind listOfChanges(List<String> names) {
    Predicate<String> isChange =
        entry -> names.contains(entry.startsWith("-") ? entry.substring(1) : entry);
    return new ValueKind(
        "a list, separated by commas and with a minus before what is left out, of " + sorted(names),
        value -> Arrays.stream(value.split(",")).map(String::strip).allMatch(isChange));
  }

  private static String sorted(Collection<String> values) {
    return String.join(", ", new TreeSet<>(values));
  }

  private static boolean isPair(String pair) {
    return pair.isBlank() || pair.indexOf('=') > 0;
  }

  private static boolean isRatio(String value) {
    return isNumber(value, 1);
  }

  private static boolean isRate(String value) {
    return isNumber(value, 1_000_000);
  }

  private static boolean isNumber(String value, double limit) {
    try {
      double number = Double.parseDouble(value);
      return number >= 0 && number <= limit;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isCount(String value) {
    try {
      return Integer.parseInt(value) > 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isRegex(String value) {
    try {
      Pattern.compile(value);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static boolean isPort(String value) {
    return Integer.parseInt(value) <= 65_535;
  }

  private static boolean isUrl(String value) {
    try {
      URI uri = new URI(value);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
