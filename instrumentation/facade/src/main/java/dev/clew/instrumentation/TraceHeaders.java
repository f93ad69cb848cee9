package dev.clew.instrumentation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The current trace context in the W3C's text form, for whatever carries text: a job, a message, a
/// log line.
///
/// ```java
/// TraceHeaders headers = Tracing.extractTraceContext();
/// if (headers != null) {
///   job.put("trace_context", headers.toMap());
/// }
/// ```
///
/// @param traceparent version, trace id, span id and flags: `00-<32 hex>-<16 hex>-<2 hex>`
/// @param tracestate what vendors add; null where there is nothing
/// @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
public record TraceHeaders(String traceparent, @Nullable String tracestate) {
  /// The two as a map, `tracestate` only where there is one.
  ///
  /// ```java
  /// Map<String, String> carrier = headers.toMap();
  /// ```
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("traceparent", traceparent);
    if (tracestate != null) {
      map.put("tracestate", tracestate);
    }
    return map;
  }
}
