package dev.clew.instrumentation.minimal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A span as data, with those below it.
///
/// ```java
/// SpanDto data = span.toDTO();
/// ```
///
/// @param name what the span was made for
/// @param traceId 32 hex digits
/// @param spanId 16 hex digits
/// @param parentSpanId null for the first of a trace
/// @param startTime milliseconds since 1970
/// @param duration milliseconds; 0 while it is open
/// @param children in the order they were made, the first {@link Span#CHILDREN} of them
public record SpanDto(
    String name,
    String traceId,
    String spanId,
    @Nullable String parentSpanId,
    long startTime,
    long duration,
    List<SpanDto> children) {

  /// The span as one line of JSON.
  ///
  /// ```java
  /// System.out.println(span.toDTO().toJson());
  /// ```
  public String toJson() {
    StringBuilder json = new StringBuilder();
    write(json);
    return json.toString();
  }

  private void write(StringBuilder json) {
    json.append("{\"name\":").append(Json.quoted(name));
    json.append(",\"traceId\":").append(Json.quoted(traceId));
    json.append(",\"spanId\":").append(Json.quoted(spanId));
    if (parentSpanId != null) {
      json.append(",\"parentSpanId\":").append(Json.quoted(parentSpanId));
    }
    json.append(",\"startTime\":").append(startTime);
    json.append(",\"duration\":").append(duration).append(",\"children\":[");
    for (int i = 0; i < children.size(); i++) {
      json.append(i == 0 ? "" : ",");
      children.get(i).write(json);
    }
    json.append("]}");
  }
}
