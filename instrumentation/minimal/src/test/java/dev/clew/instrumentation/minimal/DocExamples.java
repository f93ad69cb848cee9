package dev.clew.instrumentation.minimal;

/// The example of `docs/library.md`, to be compiled.
final class DocExamples {
  private DocExamples() {}

  static void spans() {
    Span span = Span.createRoot("POST /orders", OtlpSink.toClew("shop"));
    Span insert = span.createChild("db.insert.orders");
    insert.finish();
    span.finish();
  }
}
