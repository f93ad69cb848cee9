package dev.clew.instrumentation.agent;

import dev.clew.instrumentation.OtlpReceiver.Received;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The spans that a program sent, over OTLP.
final class ReceivedSpans {
  private final List<ResourceSpans> groups;
  private final List<Span> all;

  ReceivedSpans(List<Received> requests) {
    groups =
        requests.stream().flatMap(one -> one.request().getResourceSpansList().stream()).toList();
    all =
        groups.stream()
            .flatMap(group -> group.getScopeSpansList().stream())
            .flatMap(scope -> scope.getSpansList().stream())
            .sorted(Comparator.comparingLong(Span::getStartTimeUnixNano))
            .toList();
  }

  /// In the order of their starts.
  List<Span> all() {
    return all;
  }

  /// The attributes of the resource that they come from.
  Map<String, String> resource() {
    return attributes(groups.get(0).getResource().getAttributesList());
  }

  /// A trace as text: a line for each span, `SERVER GET /orders`, indented below its parent, in the
  /// order of their starts.
  String tree(String traceId) {
    List<Span> spans = all.stream().filter(span -> traceId.equals(traceId(span))).toList();
    StringBuilder text = new StringBuilder();
    for (Span span : spans) {
      boolean isRoot =
          spans.stream().noneMatch(other -> other.getSpanId().equals(span.getParentSpanId()));
      if (isRoot) {
        draw(span, spans, 0, text);
      }
    }
    return text.toString();
  }

  /// The only span of a name.
  Span named(String name) {
    List<Span> found = all.stream().filter(span -> span.getName().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "%d spans are named '%s' among %s"
              .formatted(found.size(), name, all.stream().map(Span::getName).toList()));
    }
    return found.get(0);
  }

  static String traceId(Span span) {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  static String spanId(Span span) {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }

  /// The id of the span's parent, empty where it has none.
  static String parentId(Span span) {
    return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
  }

  static Map<String, String> attributes(Span span) {
    return attributes(span.getAttributesList());
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    Map<String, String> map = new TreeMap<>();
    for (KeyValue attribute : attributes) {
      AnyValue value = attribute.getValue();
      map.put(
          attribute.getKey(),
          value.hasStringValue() ? value.getStringValue() : value.toString().strip());
    }
    return map;
  }

  private static void draw(Span span, List<Span> spans, int depth, StringBuilder text) {
    String kind = span.getKind().name().substring("SPAN_KIND_".length());
    text.append("  ".repeat(depth)).append(kind).append(' ').append(span.getName()).append('\n');
    spans.stream()
        .filter(child -> child.getParentSpanId().equals(span.getSpanId()))
        .forEach(child -> draw(child, spans, depth + 1, text));
  }
}
