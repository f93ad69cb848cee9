package dev.clew.server.acceptance;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// A span with the resource and the scope it was recorded under: what is compared. Attributes are
/// in the order of their keys, because their order means nothing.
record PlacedSpan(
    Resource resource,
    String resourceSchema,
    InstrumentationScope scope,
    String scopeSchema,
    Span span) {

  PlacedSpan {
    resource =
        resource.toBuilder()
            .clearAttributes()
            .addAllAttributes(sorted(resource.getAttributesList()))
            .build();
    scope =
        scope.toBuilder()
            .clearAttributes()
            .addAllAttributes(sorted(scope.getAttributesList()))
            .build();
    span = canonical(span);
  }

  /// The spans of a trace as OTLP groups them, in no particular order.
  static List<PlacedSpan> of(TracesData traces) {
    List<PlacedSpan> spans = new ArrayList<>();
    for (ResourceSpans under : traces.getResourceSpansList()) {
      for (ScopeSpans within : under.getScopeSpansList()) {
        for (Span span : within.getSpansList()) {
          spans.add(
              new PlacedSpan(
                  under.getResource(),
                  under.getSchemaUrl(),
                  within.getScope(),
                  within.getSchemaUrl(),
                  span));
        }
      }
    }
    return spans;
  }

  String traceId() {
    return hex(span.getTraceId());
  }

  String spanId() {
    return hex(span.getSpanId());
  }

  /// The same span with other content.
  PlacedSpan with(Span other) {
    return new PlacedSpan(resource, resourceSchema, scope, scopeSchema, other);
  }

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private static Span canonical(Span span) {
    Span.Builder builder = span.toBuilder();
    builder.clearAttributes().addAllAttributes(sorted(span.getAttributesList()));
    for (Span.Event.Builder event : builder.getEventsBuilderList()) {
      List<KeyValue> attributes = sorted(event.getAttributesList());
      event.clearAttributes().addAllAttributes(attributes);
    }
    for (Span.Link.Builder link : builder.getLinksBuilderList()) {
      List<KeyValue> attributes = sorted(link.getAttributesList());
      link.clearAttributes().addAllAttributes(attributes);
    }
    return builder.build();
  }

  private static List<KeyValue> sorted(List<KeyValue> attributes) {
    return attributes.stream().sorted(Comparator.comparing(KeyValue::getKey)).toList();
  }
}
