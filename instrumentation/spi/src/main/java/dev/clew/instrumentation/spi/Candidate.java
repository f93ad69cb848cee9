package dev.clew.instrumentation.spi;

/// A value that one source proposes for one property.
///
/// @param property as OpenTelemetry names it, `otel.service.name`
/// @param value as it is written there
/// @param origin who says so, for messages: `OTEL_SERVICE_NAME` or `SERVICE_NAME in .env`
/// @param family whose variable it is: what belongs together is taken from one family
/// @param rank the lower, the stronger
record Candidate(String property, String value, String origin, Family family, int rank) {
  /// Whose variables they are. The order is the order among aliases.
  enum Family {
    OTEL,
    DATADOG,
    JAEGER,
    TRACE,
    SERVICE,
    DASH0,
    OTHER
  }
}
