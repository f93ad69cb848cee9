package dev.clew.query;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The slow, obvious search for words: all texts of one span, every word looked for in each.
final class TextOracle {
  private static final List<String> STATUS = List.of("unset", "ok", "error");
  private static final List<String> KINDS =
      List.of("unspecified", "internal", "server", "client", "producer", "consumer");

  private final List<String> words = new ArrayList<>();
  private final List<String> excluded = new ArrayList<>();

  TextOracle(String text) {
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ' ' : text.charAt(i);
      boolean opens = c == '"' && !quoted && text.indexOf('"', i + 1) >= 0;
      boolean ends = quoted ? c == '"' : c == '"' || Character.isWhitespace(c);
      if (!ends) {
        word.append(c);
        continue;
      }
      add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
      quoted = opens;
    }
  }

  private void add(String word) {
    if (word.startsWith("-")) {
      if (word.length() > 1) {
        excluded.add(word.substring(1));
      }
    } else if (!word.isEmpty()) {
      words.add(word);
    }
  }

  boolean matches(TestSpan span) {
    return words.stream().anyMatch(word -> isIn(word, span));
  }

  private boolean isIn(String word, TestSpan span) {
    String status = span.status() < 3 ? STATUS.get(span.status()) : "";
    String kind = span.kind() < 6 ? KINDS.get(span.kind()) : "";
    boolean statusName = !status.isEmpty() && !status.equals("unset");
    String id = String.format("%016x", span.spanId());
    return has(span.name(), word)
        || has(span.service(), word)
        || word.equals(id)
        || word.equals(id.replaceFirst("^0+", ""))
        || (!excludes("status", "status_code", "status.code", "otel.status_code")
            && ((statusName && has(status, word))
                || (status.equals("error") && word.equals("error=true"))
                || asked(word, status, "status", "status_code", "status.code", "otel.status_code")))
        || (!excludes("status", "otel.status_description")
            && (has(span.statusMessage(), word)
                || asked(word, span.statusMessage(), "status", "otel.status_description")))
        || (!excludes("kind", "span.kind", "span_kind")
            && asked(word, kind, "kind", "span.kind", "span_kind"))
        || (!excludes("scope", "otel.scope.name")
            && (has(span.resource().scopeName(), word)
                || asked(word, span.resource().scopeName(), "scope", "otel.scope.name")))
        || (!excludes("scope.version", "otel.scope.version")
            && (has(span.resource().scopeVersion(), word)
                || asked(
                    word, span.resource().scopeVersion(), "scope.version", "otel.scope.version")))
        || (!excludes("event")
            && span.events().stream()
                .anyMatch(e -> has(e.name(), word) || asked(word, e.name(), "event")))
        || inAttributes(word, span.attributes())
        || inAttributes(word, span.resource().attributes())
        || inAttributes(word, span.resource().scopeAttributes())
        || span.events().stream().anyMatch(event -> inAttributes(word, event.attributes()))
        || span.links().stream().anyMatch(link -> inAttributes(word, link.attributes()));
  }

  private boolean inAttributes(String word, Map<String, Object> attributes) {
    return attributes.entrySet().stream()
        .filter(entry -> !excludes(entry.getKey()))
        .anyMatch(
            entry ->
                has(entry.getKey(), word)
                    || has(text(entry.getValue()), word)
                    || has(entry.getKey() + "=" + text(entry.getValue()), word));
  }

  private static boolean asked(String word, String value, String... keys) {
    for (String key : keys) {
      if (word.startsWith(key + "=") || word.startsWith(key + ":")) {
        // What has no name cannot be asked for, not even by an empty word.
        boolean named = !value.isEmpty() || !key.matches(".*(status|kind).*|status.code");
        return has(value, word.substring(key.length() + 1)) && named;
      }
    }
    return false;
  }

  private boolean excludes(String... keys) {
    return List.of(keys).stream().anyMatch(key -> excluded.stream().anyMatch(x -> has(key, x)));
  }

  private static boolean has(String text, String word) {
    return text.toLowerCase(Locale.ROOT).contains(word);
  }

  private static String text(Object value) {
    return switch (value) {
      case Double number when number == 0 -> "0";
      case Double number when number == 1 -> "1";
      case Double number when number == 0x1p53 -> "9007199254740992";
      case Double number when number == 0x1p63 -> "9223372036854776000";
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      case Map<?, ?> _ -> "{\"k\":null}";
      case List<?> items when !items.isEmpty() && items.getFirst() instanceof String ->
          "["
              + String.join(
                  ",",
                  items.stream().map(i -> i instanceof String ? "\"" + i + "\"" : "" + i).toList())
              + "]";
      case List<?> items -> items.toString().replace(" ", "");
      default -> value == TestSpan.EMPTY ? "" : value.toString();
    };
  }
}
