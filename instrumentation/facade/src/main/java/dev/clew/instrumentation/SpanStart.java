package dev.clew.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Locale;

/// A span's first attributes. One that is called `span.kind` and names a kind is the span's kind
/// too.
final class SpanStart implements AttributePairs.Target {
  private static final String KIND = "span.kind";

  private final SpanBuilder builder;

  SpanStart(SpanBuilder builder) {
    this.builder = builder;
  }

  @Override
  public <T> Object put(AttributeKey<T> key, T value) {
    if (key.getKey().equals(KIND)) {
      String name = value.toString().toUpperCase(Locale.ROOT);
      for (SpanKind kind : SpanKind.values()) {
        if (kind.name().equals(name)) {
          builder.setSpanKind(kind);
        }
      }
    }
    return builder.setAttribute(key, value);
  }
}
