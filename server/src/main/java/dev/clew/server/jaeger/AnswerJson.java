package dev.clew.server.jaeger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamWriteFeature;

/// How both families write JSON: in full pieces, into a stream that someone else closes, and broken
/// off rather than completed where writing fails.
final class AnswerJson {
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private AnswerJson() {}
}
