package dev.clew.instrumentation.minimal;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a span hands on to those below it, in this service and in others.
///
/// ```java
/// TraceContext incoming = TraceContext.extractTraceContext(headers);
/// Span span = incoming == null
///     ? Span.createRoot("GET /orders")
///     : Span.fromContext("GET /orders", incoming);
/// ```
///
/// @param traceId 32 lower-case hex digits, not all zero
/// @param spanId 16 lower-case hex digits, not all zero
/// @param parentSpanId the span above; null for the first of a trace and for one that came from
/// elsewhere
/// @param flags the W3C's trace flags, 0 to 255; the lowest bit says that the trace is kept
/// @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
public record TraceContext(
    String traceId, String spanId, @Nullable String parentSpanId, int flags) {
  private static final Pattern TRACEPARENT =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /// Longer headers are not read.
  private static final int LIMIT = 512;

  /// Whether the trace is kept.
  ///
  /// ```java
  /// if (context.sampled()) {
  ///   log.info("traced");
  /// }
  /// ```
  public boolean sampled() {
    return (flags & 1) != 0;
  }

  /// Reads the header `traceparent`.
  ///
  /// ```java
  /// TraceContext incoming = TraceContext.extractTraceContext(Map.of("traceparent", header));
  /// ```
  ///
  /// @param headers names in any case
  /// @return null where there is none, or none that is valid; a later version may have further
  /// fields
  public static @Nullable TraceContext extractTraceContext(Map<String, String> headers) {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if ("traceparent".equalsIgnoreCase(header.getKey())) {
        return parse(header.getValue());
      }
    }
    return null;
  }

  /// Writes the header `traceparent`, with the flags as they are.
  ///
  /// ```java
  /// TraceContext.injectTraceContext(span.getContext()).forEach(response::setHeader);
  /// ```
  public static Map<String, String> injectTraceContext(TraceContext context) {
    String flags = String.format(Locale.ROOT, "%02x", context.flags & 0xff);
    return Map.of("traceparent", "00-" + context.traceId + "-" + context.spanId + "-" + flags);
  }

  private static @Nullable TraceContext parse(@Nullable String header) {
    if (header == null || header.length() > LIMIT) {
      return null;
    }
    Matcher parts = TRACEPARENT.matcher(header.strip());
    if (!parts.matches()) {
      return null;
    }
    String version = parts.group(1);
    boolean further = parts.group(5) != null;
    if (version.equals("ff") || (version.equals("00") && further)) {
      return null;
    }
    String traceId = parts.group(2);
    String spanId = parts.group(3);
    boolean zero = traceId.matches("0+") || spanId.matches("0+");
    return zero
        ? null
        : new TraceContext(traceId, spanId, null, Integer.parseInt(parts.group(4), 16));
  }
}
