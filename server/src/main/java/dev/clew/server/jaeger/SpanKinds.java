package dev.clew.server.jaeger;

/// Span kinds in Jaeger's words.
final class SpanKinds {
  private static final String[] WORDS = {
    "", "internal", "server", "client", "producer", "consumer"
  };

  private SpanKinds() {}

  /// The word for OTLP's number; empty where the kind is unspecified or unknown.
  static String text(int number) {
    return number >= 0 && number < WORDS.length ? WORDS[number] : "";
  }
}
