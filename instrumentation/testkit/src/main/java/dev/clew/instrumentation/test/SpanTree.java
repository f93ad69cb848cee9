package dev.clew.instrumentation.test;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/// Spans as the trees they form, with a text form to draw them in.
///
/// A drawn tree has one span a line, its children indented by two spaces. After two spaces more may
/// follow its duration, kind and status. Lines with a dot are attributes, lines with an exclamation
/// mark events, whose attributes stand below them. `#` begins a comment.
///
/// ```
/// POST /auth/login  SERVER  1250ms
///   auth.login  ERROR "no such user"
///     . user.id = "user-123"
///     . auth.attempts = 3
///     ! user.rejected
///       . reason = ?
///     redis-get
/// ```
///
/// What a drawn tree does not mention is not compared: a span may have more attributes and events
/// than are drawn, and any kind, duration and status where none is drawn. Spans are compared in
/// full: there is no span beside the drawn ones, and children come in the order they started. A
/// drawn duration stands for itself and up to 250 ms more, and `?` for any value.
///
/// ```java
/// SpanTree.of(spans).assertMatches("""
///     POST /auth/login
///       auth.login
///     """);
/// ```
public final class SpanTree {
  private static final long SLACK_MILLIS = 250;

  private final List<SpanNode> roots;

  private SpanTree(List<SpanNode> roots) {
    this.roots = List.copyOf(roots);
  }

  /// The trees that some spans form.
  ///
  /// ```java
  /// System.out.println(SpanTree.of(exporter.getFinishedSpanItems()));
  /// ```
  ///
  /// @param spans in any order; one whose parent is not among them is a root
  public static SpanTree of(Collection<SpanData> spans) {
    Map<String, List<SpanData>> byParent = new HashMap<>();
    List<String> ids = spans.stream().map(SpanTree::id).toList();
    for (SpanData span : spans) {
      String parent = span.getTraceId() + span.getParentSpanId();
      byParent
          .computeIfAbsent(ids.contains(parent) ? parent : "", key -> new ArrayList<>())
          .add(span);
    }
    return new SpanTree(nodes("", byParent));
  }

  /// The trees whose spans are given, for spans that come from elsewhere than the SDK.
  ///
  /// ```java
  /// SpanTree tree = SpanTree.ofNodes(List.of(root));
  /// ```
  public static SpanTree ofNodes(List<SpanNode> roots) {
    return new SpanTree(roots);
  }

  /// The trees that a text draws.
  ///
  /// ```java
  /// SpanTree drawn = SpanTree.parse(Files.readString(Path.of("upload.tree")));
  /// ```
  ///
  /// @throws IllegalArgumentException where it is not of the form above; the message names the line
  public static SpanTree parse(String text) {
    return new SpanTree(SpanTreeText.parse(text));
  }

  /// The spans without a parent among these, in the order they started.
  ///
  /// ```java
  /// assertEquals(1, SpanTree.of(spans).roots().size());
  /// ```
  public List<SpanNode> roots() {
    return roots;
  }

  /// Asserts that these are the drawn trees.
  ///
  /// ```java
  /// SpanTree.of(spans).assertMatches("upload\n  queueAdd");
  /// ```
  ///
  /// @param drawn trees in the form above
  /// @throws AssertionFailedError with both trees, the actual one cut to what is drawn
  public void assertMatches(String drawn) {
    List<SpanNode> expected = SpanTreeText.parse(drawn);
    StringBuilder wanted = new StringBuilder();
    StringBuilder found = new StringBuilder();
    expected.forEach(root -> write(root, 0, wanted));
    cut(expected, roots).forEach(root -> write(root, 0, found));
    if (!wanted.toString().contentEquals(found)) {
      throw new AssertionFailedError(
          "the spans form another tree; expected:\n" + wanted + "but they are:\n" + found,
          wanted.toString(),
          found.toString());
    }
  }

  /// The trees in the form above, with all that is known about each span.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    roots.forEach(root -> write(root, 0, text));
    return text.toString();
  }

  private static String id(SpanData span) {
    return span.getTraceId() + span.getSpanId();
  }

  private static List<SpanNode> nodes(String parent, Map<String, List<SpanData>> byParent) {
    return byParent.getOrDefault(parent, List.of()).stream()
        .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
        .map(span -> node(span, byParent))
        .toList();
  }

  private static SpanNode node(SpanData span, Map<String, List<SpanData>> byParent) {
    String message = span.getStatus().getDescription();
    return new SpanNode(
        span.getName(),
        span.getKind().name(),
        OptionalLong.of(
            TimeUnit.NANOSECONDS.toMillis(span.getEndEpochNanos() - span.getStartEpochNanos())),
        span.getStatus().getStatusCode().name(),
        message.isEmpty() ? null : message,
        values(span.getAttributes()),
        span.getEvents().stream()
            .map(event -> new SpanNode.Event(event.getName(), values(event.getAttributes())))
            .toList(),
        nodes(id(span), byParent));
  }

  private static Map<String, Object> values(Attributes attributes) {
    Map<String, Object> values = new TreeMap<>();
    for (Map.Entry<AttributeKey<?>, Object> entry : attributes.asMap().entrySet()) {
      values.put(entry.getKey().getKey(), entry.getValue());
    }
    return values;
  }

  /// The actual spans, cut to what the drawn ones at their places mention.
  private static List<SpanNode> cut(List<SpanNode> drawn, List<SpanNode> actual) {
    List<SpanNode> result = new ArrayList<>();
    for (int i = 0; i < actual.size(); i++) {
      boolean known = i < drawn.size() && drawn.get(i).name().equals(actual.get(i).name());
      result.add(known ? cut(drawn.get(i), actual.get(i)) : bare(actual.get(i)));
    }
    return result;
  }

  private static SpanNode cut(SpanNode drawn, SpanNode actual) {
    OptionalLong millis = drawn.millis().isEmpty() ? OptionalLong.empty() : actual.millis();
    if (millis.isPresent()) {
      long late = millis.getAsLong() - drawn.millis().getAsLong();
      millis = late >= 0 && late <= SLACK_MILLIS ? drawn.millis() : millis;
    }
    return new SpanNode(
        actual.name(),
        drawn.kind() == null ? null : actual.kind(),
        millis,
        drawn.status() == null ? null : actual.status(),
        drawn.message() == null ? null : actual.message(),
        cut(drawn.attributes(), actual.attributes()),
        cutEvents(drawn.events(), actual.events()),
        cut(drawn.children(), actual.children()));
  }

  private static Map<String, Object> cut(Map<String, Object> drawn, Map<String, Object> actual) {
    Map<String, Object> result = new LinkedHashMap<>();
    drawn.forEach(
        (key, value) -> {
          Object found = actual.get(key);
          if (found != null) {
            result.put(key, value == SpanTreeText.ANYTHING ? value : found);
          }
        });
    return result;
  }

  /// The actual events that are drawn, in their order; where they are not all there, all that are.
  private static List<SpanNode.Event> cutEvents(
      List<SpanNode.Event> drawn, List<SpanNode.Event> actual) {
    List<SpanNode.Event> result = new ArrayList<>();
    for (SpanNode.Event event : actual) {
      if (result.size() < drawn.size() && drawn.get(result.size()).name().equals(event.name())) {
        Map<String, Object> mentioned = drawn.get(result.size()).attributes();
        result.add(new SpanNode.Event(event.name(), cut(mentioned, event.attributes())));
      }
    }
    return result.size() == drawn.size() ? result : actual;
  }

  private static SpanNode bare(SpanNode span) {
    return new SpanNode(
        span.name(),
        null,
        OptionalLong.empty(),
        null,
        null,
        Map.of(),
        List.of(),
        span.children().stream().map(SpanTree::bare).toList());
  }

  private static void write(SpanNode span, int depth, StringBuilder text) {
    text.append("  ".repeat(depth)).append(span.name());
    field(span.kind(), text);
    span.millis().ifPresent(millis -> field(millis + "ms", text));
    if (span.status() != null) {
      String message = span.message();
      field(span.status() + (message == null ? "" : " " + SpanTreeText.quoted(message)), text);
    }
    text.append('\n');
    write(span.attributes(), depth + 1, text);
    for (SpanNode.Event event : span.events()) {
      text.append("  ".repeat(depth + 1)).append("! ").append(event.name()).append('\n');
      write(event.attributes(), depth + 2, text);
    }
    span.children().forEach(child -> write(child, depth + 1, text));
  }

  private static void field(@Nullable String field, StringBuilder text) {
    if (field != null) {
      text.append("  ").append(field);
    }
  }

  private static void write(Map<String, Object> attributes, int depth, StringBuilder text) {
    attributes.forEach(
        (key, value) ->
            text.append("  ".repeat(depth))
                .append(". ")
                .append(key)
                .append(" = ")
                .append(SpanTreeText.quoted(value))
                .append('\n'));
  }
}
