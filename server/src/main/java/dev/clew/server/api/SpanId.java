package dev.clew.server.api;

import dev.clew.model.TraceIds;
import java.util.Locale;

/// A span id out of a path: 1 to 16 hexadecimal digits, missing ones being leading zeros.
record SpanId(long value) {
  /// @throws ApiException when the text is no span id
  static SpanId parse(String text) {
    String hex = text.toLowerCase(Locale.ROOT);
    if (!TraceIds.isHex(hex, 16)) {
      throw ApiException.badRequest(
          "'" + text + "' is not a span id of 1 to 16 hexadecimal digits");
    }
    return new SpanId(TraceIds.low(hex));
  }

  @Override
  public String toString() {
    return TraceIds.spanId(value);
  }
}
