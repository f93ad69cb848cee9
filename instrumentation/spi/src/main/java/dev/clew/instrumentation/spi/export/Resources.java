package dev.clew.instrumentation.spi.export;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/// What formats want to know of the service that a span comes from.
final class Resources {
  static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

  private Resources() {}

  /// The service's name, or what OpenTelemetry calls one without.
  static String serviceOf(SpanData span) {
    String name = attribute(span, SERVICE_NAME);
    return name == null ? "unknown_service" : name;
  }

  static @Nullable String attribute(SpanData span, AttributeKey<String> key) {
    return span.getResource().getAttributes().get(key);
  }
}
