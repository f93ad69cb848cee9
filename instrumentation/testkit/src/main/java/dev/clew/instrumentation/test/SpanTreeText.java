package dev.clew.instrumentation.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads drawn span trees; the form is described at {@link SpanTree}.
final class SpanTreeText {
  static final Object ANYTHING =
      new Object() {
        @Override
        public String toString() {
          return "?";
        }
      };

  private static final Set<String> KINDS =
      Set.of("INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
  private static final Set<String> STATUSES = Set.of("UNSET", "OK", "ERROR");
  private static final Pattern FIELD = Pattern.compile("(\\d+)ms|([A-Z]+)(?: (\".*\"))?");

  private final List<Line> lines = new ArrayList<>();
  private int next;

  private record Line(int number, int depth, String text) {}

  private SpanTreeText(String text) {
    int number = 0;
    for (String raw : text.split("\n", -1)) {
      number++;
      String body = raw.strip();
      if (body.isEmpty() || body.startsWith("#")) {
        continue;
      }
      int spaces = raw.indexOf(body);
      if (spaces % 2 != 0) {
        throw fault(number, "is indented by " + spaces + " spaces, which is odd", body);
      }
      lines.add(new Line(number, spaces / 2, body));
    }
  }

  static List<SpanNode> parse(String text) {
    SpanTreeText parser = new SpanTreeText(text);
    List<SpanNode> roots = new ArrayList<>();
    while (parser.next < parser.lines.size()) {
      Line line = parser.lines.get(parser.next);
      if (line.depth != 0 || isMark(line.text)) {
        throw fault(line.number, "is not a root span", line.text);
      }
      roots.add(parser.span());
    }
    return roots;
  }

  private SpanNode span() {
    Line line = lines.get(next++);
    String[] parts = line.text.split(" {2,}");
    String kind = null;
    String status = null;
    String message = null;
    OptionalLong millis = OptionalLong.empty();
    for (int i = 1; i < parts.length; i++) {
      Matcher field = FIELD.matcher(parts[i]);
      if (!field.matches()) {
        throw fault(line.number, "is no duration, kind or status", parts[i]);
      }
      String word = field.group(2);
      if (word == null) {
        millis = OptionalLong.of(Long.parseLong(field.group(1)));
      } else if (KINDS.contains(word)) {
        kind = word;
      } else if (STATUSES.contains(word)) {
        status = word;
        message = field.group(3) == null ? null : (String) value(line.number, field.group(3));
      } else {
        throw fault(line.number, "is no duration, kind or status", parts[i]);
      }
    }
    Map<String, Object> attributes = attributes(line.depth + 1);
    List<SpanNode.Event> events = new ArrayList<>();
    while (at(line.depth + 1, "! ")) {
      String name = lines.get(next++).text.substring(2).strip();
      events.add(new SpanNode.Event(name, attributes(line.depth + 2)));
    }
    List<SpanNode> children = new ArrayList<>();
    while (next < lines.size() && lines.get(next).depth > line.depth) {
      Line child = lines.get(next);
      if (child.depth != line.depth + 1 || isMark(child.text)) {
        throw fault(child.number, "stands where a span or its next mark should", child.text);
      }
      children.add(span());
    }
    return new SpanNode(parts[0], kind, millis, status, message, attributes, events, children);
  }

  private Map<String, Object> attributes(int depth) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    while (at(depth, ". ")) {
      Line line = lines.get(next++);
      int equals = line.text.indexOf(" = ");
      if (equals < 0) {
        throw fault(line.number, "is no attribute of the form \". key = value\"", line.text);
      }
      attributes.put(
          line.text.substring(2, equals).strip(),
          value(line.number, line.text.substring(equals + 3)));
    }
    return Collections.unmodifiableMap(attributes);
  }

  private boolean at(int depth, String mark) {
    return next < lines.size()
        && lines.get(next).depth == depth
        && lines.get(next).text.startsWith(mark);
  }

  private static boolean isMark(String text) {
    return text.startsWith(". ") || text.startsWith("! ");
  }

  private static Object value(int number, String text) {
    String literal = text.strip();
    if (literal.equals("?")) {
      return ANYTHING;
    }
    if (literal.equals("true") || literal.equals("false")) {
      return Boolean.valueOf(literal);
    }
    if (literal.length() >= 2 && literal.startsWith("\"") && literal.endsWith("\"")) {
      return unquoted(literal);
    }
    if (literal.startsWith("[") && literal.endsWith("]")) {
      List<Object> values = new ArrayList<>();
      String inside = literal.substring(1, literal.length() - 1);
      for (String element : inside.isBlank() ? new String[0] : inside.split(",")) {
        values.add(value(number, element));
      }
      return values;
    }
    try {
      return literal.matches("-?\\d+") ? (Object) Long.valueOf(literal) : Double.valueOf(literal);
    } catch (NumberFormatException e) {
      throw fault(number, "is no value: text stands in quotes", literal);
    }
  }

  static String quoted(@Nullable Object value) {
    if (value instanceof String text) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
    if (value instanceof List<?> values) {
      return values.stream().map(SpanTreeText::quoted).toList().toString();
    }
    return String.valueOf(value);
  }

  private static String unquoted(String literal) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < literal.length() - 1; i++) {
      char c = literal.charAt(i);
      if (c == '\\' && i + 1 < literal.length() - 1) {
        c = literal.charAt(++i);
        text.append(c == 'n' ? '\n' : c);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static IllegalArgumentException fault(int number, String what, String text) {
    return new IllegalArgumentException("line " + number + " " + what + ": '" + text + "'");
  }
}
