package dev.clew.instrumentation.spi.export;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What Datadog asks of a span's name, in three parts.
///
/// @param operation what is done, the same for all of a kind, as `http.server.request`
/// @param resource what it is done to, as `GET /orders/{id}`
/// @param type `web`, `http`, `sql`, `redis`, `cache` or `custom`
record DatadogNames(String operation, String resource, String type) {
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> OLD_METHOD = AttributeKey.stringKey("http.method");
  private static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");
  private static final AttributeKey<String> OLD_DATABASE = AttributeKey.stringKey("db.system");

  static DatadogNames of(SpanData span) {
    String name = span.getName();
    boolean client = span.getKind() == SpanKind.CLIENT;
    if (either(METHOD, OLD_METHOD, span) != null) {
      if (span.getKind() == SpanKind.SERVER) {
        return new DatadogNames("http.server.request", name, "web");
      }
      if (client) {
        return new DatadogNames("http.client.request", name, "http");
      }
    }
    String database = either(DATABASE, OLD_DATABASE, span);
    if (client && database != null) {
      String system = database.toLowerCase(Locale.ROOT);
      boolean redis = system.equals("redis");
      return new DatadogNames(
          redis ? "redis.command" : system + ".query", name, redis ? "redis" : "sql");
    }
    return new DatadogNames(name, name, span.getKind() == SpanKind.SERVER ? "web" : "custom");
  }

  private static @Nullable String either(
      AttributeKey<String> key, AttributeKey<String> old, SpanData span) {
    String value = span.getAttributes().get(key);
    return value == null ? span.getAttributes().get(old) : value;
  }
}
