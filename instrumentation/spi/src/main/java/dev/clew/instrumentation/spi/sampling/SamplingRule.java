package dev.clew.instrumentation.spi.sampling;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The ratio of one endpoint or span name, as it is written in a setting: `/health=0`,
/// `GET /api/orders/{id}=0.5`, `cache.*=0.01`.
///
/// A pattern that begins with a slash, behind a method or not, is a path: it is compared with
/// `http.route`, `url.path` and the path of `http.target`, as far as they are known when a span
/// starts. Every pattern is compared with the span's name. `{id}` stands for one segment of a path,
/// and `*` at the end for everything that follows.
///
/// @param method null for any
/// @param pattern a path, or a span's name
/// @param ratio from 0 to 1
record SamplingRule(@Nullable String method, String pattern, double ratio) {
  private static final Pattern WITH_METHOD = Pattern.compile("([A-Za-z]{1,16})\\s+(/.*)");
  private static final List<AttributeKey<String>> PATHS =
      List.of(
          AttributeKey.stringKey("http.route"),
          AttributeKey.stringKey("url.path"),
          AttributeKey.stringKey("http.target"));
  private static final List<AttributeKey<String>> METHODS =
      List.of(AttributeKey.stringKey("http.request.method"), AttributeKey.stringKey("http.method"));

  /// Reads rules that are separated by semicolons; a bad one is named, and left out.
  ///
  /// @param setting what they come from, for messages
  /// @param warnings takes a sentence each, without a full stop
  static List<SamplingRule> readAll(String setting, String text, Consumer<String> warnings) {
    List<SamplingRule> rules = new ArrayList<>();
    for (String part : text.split(";")) {
      if (part.isBlank()) {
        continue;
      }
      SamplingRule rule = read(part.strip());
      if (rule == null) {
        warnings.accept(
            "the rule '%s' in %s makes no sense: allowed is a path or a span's name, '=', and a number from 0 to 1; it is left out"
                .formatted(part.strip(), setting));
      } else {
        rules.add(rule);
      }
    }
    return rules;
  }

  private static @Nullable SamplingRule read(String text) {
    int equals = text.lastIndexOf('=');
    if (equals <= 0) {
      return null;
    }
    double ratio;
    try {
      ratio = Double.parseDouble(text.substring(equals + 1).strip());
    } catch (NumberFormatException e) {
      return null;
    }
    String pattern = text.substring(0, equals).strip();
    if (!(ratio >= 0 && ratio <= 1) || pattern.isEmpty()) {
      return null;
    }
    Matcher withMethod = WITH_METHOD.matcher(pattern);
    return withMethod.matches()
        ? new SamplingRule(withMethod.group(1).toUpperCase(Locale.ROOT), withMethod.group(2), ratio)
        : new SamplingRule(null, pattern, ratio);
  }

  /// Whether a span that starts is one of those.
  boolean matches(String name, Attributes attributes) {
    if (pattern.charAt(0) != '/') {
      return fits(name, 0);
    }
    if (method == null ? fits(name, 0) : isMethodAndPath(name)) {
      return true;
    }
    boolean path = false;
    for (int i = 0; i < PATHS.size() && !path; i++) {
      String value = attributes.get(PATHS.get(i));
      path = value != null && fits(value, 0);
    }
    return path && (method == null || isMethod(attributes));
  }

  private boolean isMethodAndPath(String name) {
    String before = String.valueOf(method);
    int length = before.length();
    return name.startsWith(before)
        && name.length() > length
        && name.charAt(length) == ' '
        && fits(name, length + 1);
  }

  private boolean isMethod(Attributes attributes) {
    for (int i = 0; i < METHODS.size(); i++) {
      String value = attributes.get(METHODS.get(i));
      if (value != null) {
        return value.equalsIgnoreCase(method);
      }
    }
    return false;
  }

  /// Compares from an offset on, and up to a query.
  private boolean fits(String value, int from) {
    int at = from;
    int p = 0;
    while (p < pattern.length()) {
      char c = pattern.charAt(p);
      if (c == '*' && p == pattern.length() - 1) {
        return true;
      }
      int close = c == '{' ? pattern.indexOf('}', p) : -1;
      if (close > 0) {
        int start = at;
        while (!isEnd(value, at) && value.charAt(at) != '/') {
          at++;
        }
        if (at == start) {
          return false;
        }
        p = close + 1;
      } else if (at < value.length() && value.charAt(at) == c) {
        at++;
        p++;
      } else {
        return false;
      }
    }
    return isEnd(value, at);
  }

  private static boolean isEnd(String value, int at) {
    return at == value.length() || value.charAt(at) == '?';
  }
}
