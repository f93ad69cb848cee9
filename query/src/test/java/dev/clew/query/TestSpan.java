package dev.clew.query;

import java.util.List;
import java.util.Map;

/// A span as a plain object, for the slow evaluator.
///
/// Attribute values are `String`, `Long`, `Double`, `Boolean`, `byte[]`, `List` for arrays, `Map`
/// for key-value lists and {@link #EMPTY}.
record TestSpan(
    long traceIdHigh,
    long traceIdLow,
    long spanId,
    long parentId,
    long start,
    long duration,
    int kind,
    int status,
    String statusMessage,
    String name,
    Map<String, Object> attributes,
    Resource resource,
    List<Event> events,
    List<Link> links) {
  /// A value that is there and empty.
  static final Object EMPTY = new Object();

  long end() {
    return start + duration;
  }

  String service() {
    return resource.attributes().get("service.name") instanceof String name ? name : "";
  }

  /// A resource together with an instrumentation scope.
  record Resource(
      Map<String, Object> attributes,
      String scopeName,
      String scopeVersion,
      Map<String, Object> scopeAttributes) {}

  record Event(long time, String name, Map<String, Object> attributes) {}

  record Link(long traceIdHigh, long traceIdLow, long spanId, Map<String, Object> attributes) {}
}
