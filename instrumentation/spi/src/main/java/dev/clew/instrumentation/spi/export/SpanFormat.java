package dev.clew.instrumentation.spi.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// How spans are written for a backend: each by itself, and then several together as one message.
interface SpanFormat {
  /// A span and its bytes.
  record Encoded(SpanData span, byte[] bytes) {}

  /// One message.
  ///
  /// @param spans how many are in it
  /// @param headers those of this message alone, where it goes over HTTP
  record Message(byte[] bytes, int spans, Map<String, String> headers) {}

  byte[] encode(SpanData span) throws IOException;

  /// What the spans of one message have in common.
  Object group(SpanData span);

  /// Bytes of a message at most, beside those of its spans.
  ///
  /// @param first any of its spans
  int overhead(SpanData first) throws IOException;

  /// Bytes that each span adds at most, beside its own.
  int overheadOfEach();

  /// @param spans of one group, at least one
  Message message(List<Encoded> spans) throws IOException;
}
