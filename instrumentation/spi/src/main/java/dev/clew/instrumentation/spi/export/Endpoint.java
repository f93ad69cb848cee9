package dev.clew.instrumentation.spi.export;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.net.URI;
import java.time.Duration;

/// Reads where an exporter sends to.
final class Endpoint {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Endpoint() {}

  static String text(ConfigProperties config, String property, String fallback) {
    String value = config.getString(property);
    return value == null || value.isBlank() ? fallback : value;
  }

  static Duration timeout(ConfigProperties config, String property) {
    return text(config, property, "").isEmpty() ? TIMEOUT : config.getDuration(property, TIMEOUT);
  }

  /// An address as it is, or with the usual path where it has none.
  static URI withPath(String address, String path) {
    URI uri = URI.create(address);
    boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
    return bare ? uri.resolve(path) : uri;
  }
}
