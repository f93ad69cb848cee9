package dev.clew.instrumentation.test;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One span of a {@link SpanTree} with the spans below it.
///
/// ```java
/// SpanNode upload = SpanTree.of(spans.all()).roots().get(0);
/// assertEquals("upload", upload.name());
/// ```
///
/// @param name the span's name
/// @param kind `SERVER`, `CLIENT`, `PRODUCER`, `CONSUMER` or `INTERNAL`; null in a drawn tree that
///   does not say
/// @param millis its duration in whole milliseconds; empty in a drawn tree that does not say
/// @param status `UNSET`, `OK` or `ERROR`; null in a drawn tree that does not say
/// @param message the status's message; null where there is none
/// @param attributes keys in alphabetical or in drawn order; the values are `String`, `Boolean`,
/// `Long`,
///   `Double` or lists of one of them
/// @param events in the order they happened
/// @param children in the order they started
public record SpanNode(
    String name,
    @Nullable String kind,
    OptionalLong millis,
    @Nullable String status,
    @Nullable String message,
    Map<String, Object> attributes,
    List<Event> events,
    List<SpanNode> children) {

  /// Something that happened at one moment of a span.
  ///
  /// @param name its name, for an exception `exception`
  /// @param attributes as those of a span
  public record Event(String name, Map<String, Object> attributes) {}
}
