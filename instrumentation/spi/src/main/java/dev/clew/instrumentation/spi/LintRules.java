package dev.clew.instrumentation.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What makes a span's name or an attribute hard to work with. Each method gives the complaint, or
/// null where there is none.
///
/// @param allowed names and keys that were judged by someone else
record LintRules(List<Pattern> allowed) {
  /// From this length on a value is long, in UTF-16 code units.
  static final int LONG_VALUE = 100;

  /// Words that say that something is done, and not what.
  private static final Set<String> GENERIC =
      Set.of(
          "operation",
          "function",
          "method",
          "query",
          "create",
          "read",
          "update",
          "delete",
          "get",
          "set",
          "save",
          "load",
          "do",
          "dowork",
          "work",
          "run",
          "execute",
          "call",
          "handle",
          "handler",
          "handlerequest",
          "process",
          "request",
          "response",
          "task",
          "job",
          "step",
          "main",
          "span",
          "trace",
          "test",
          "action",
          "event",
          "callback",
          "async",
          "unnamed",
          "unknown");

  private static final Pattern NUMBERED = Pattern.compile("[-_ ]?\\d+$");
  private static final Pattern CAPITALS = Pattern.compile("[A-Z][A-Z _]*");

  private static final Pattern ID =
      Pattern.compile(
          String.join(
              "|",
              "(?<=/)\\d+(?=[/ ?]|$)", // a segment of a path
              "\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b", // a UUID
              "\\b(?=[a-f]*\\d)(?=\\d*[a-f])[0-9a-f]{16,}\\b", // hex digits
              "(?<=:)\\d+(?=[ .]|$)", // a cache's key; a port is followed by a path
              "(?<=[-_.#])\\d{3,}(?=[-_./ ]|$)", // as in job-123
              "\\b\\d{6,}\\b",
              "[^\\s@/]+@[^\\s@/]+\\.[a-z]{2,}")); // an address

  private static final Pattern KEY =
      Pattern.compile(
          "[a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*|_.*|http\\.(?:request|response)\\.header\\..*");

  /// Long by their nature.
  private static final Set<String> LONG_BY_NATURE =
      Set.of(
          "db.statement",
          "db.query.text",
          "error",
          "error_stack",
          "error.message",
          "exception.message",
          "exception.stacktrace",
          "http.url",
          "process.command_line",
          "url.full",
          "url.path",
          "url.query",
          "user_agent.original");

  /// The rules, but for what a list allows.
  ///
  /// @param list names and keys separated by commas, with `*` for any text
  static LintRules allowing(String list) {
    return new LintRules(
        Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(text -> Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q")))
            .toList());
  }

  /// A method of HTTP or a command of Redis by itself is no generic name: the conventions name such
  /// spans so.
  ///
  /// @param isStyled whether a style that the application chose made the name; an id in it is meant
  @Nullable String ofName(String name, boolean isStyled) {
    if (isAllowed(name)) {
      return null;
    }
    String word = NUMBERED.matcher(name.strip()).replaceFirst("");
    if (word.isEmpty()
        || (GENERIC.contains(word.toLowerCase(Locale.ROOT)) && !CAPITALS.matcher(name).matches())) {
      return "span name '%s' does not say what is done; name it as in 'order.create'"
          .formatted(name);
    }
    if (!isStyled && ID.matcher(name).find()) {
      return "span name '%s' has an id in it, so that no two spans are alike; put the id into an attribute"
          .formatted(name);
    }
    return null;
  }

  @Nullable String ofKey(String key) {
    return isAllowed(key) || KEY.matcher(key).matches()
        ? null
        : "attribute '%s' is not written in snake_case with dots, as in 'order.item_count'"
            .formatted(key);
  }

  @Nullable String ofValue(String key, String value) {
    if (value.length() < 2 || LONG_BY_NATURE.contains(key) || isAllowed(key)) {
      return null;
    }
    if (isObject(value)) {
      return "attribute '%s' holds a whole object; set what is searched for as attributes of their own"
          .formatted(key);
    }
    return value.length() < LONG_VALUE
        ? null
        : "attribute '%s' holds a value of %d characters; keep values below %d"
            .formatted(key, value.length(), LONG_VALUE);
  }

  private boolean isAllowed(String text) {
    for (Pattern pattern : allowed) {
      if (pattern.matcher(text).matches()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isObject(String value) {
    char first = value.charAt(0);
    char last = value.charAt(value.length() - 1);
    return (first == '{' && last == '}' && value.indexOf(':') > 0)
        || (first == '[' && last == ']' && value.indexOf('{') > 0);
  }
}
