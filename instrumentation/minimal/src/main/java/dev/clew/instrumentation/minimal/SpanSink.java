package dev.clew.instrumentation.minimal;

/// Where finished spans go.
///
/// ```java
/// SpanSink sink = span -> queue.offer(span.toDTO());
/// Span root = Span.createRoot("GET /orders", sink);
/// ```
@FunctionalInterface
public interface SpanSink {
  /// Takes a finished span, on the thread that finished it, so it must not wait. What it throws is
  /// logged.
  ///
  /// ```java
  /// sink.send(span);
  /// ```
  void send(Span span);

  /// Prints each span as a line `Span: {…}` to the standard output; where a span goes by default.
  ///
  /// ```java
  /// Span.createRoot("GET /orders", SpanSink.console());
  /// ```
  static SpanSink console() {
    return span -> System.out.println("Span: " + span.toDTO().toJson());
  }
}
