package dev.clew.server.api;

import dev.clew.model.TraceIds;
import java.util.Locale;

/// A trace id out of a path: 1 to 32 hexadecimal digits, missing ones being leading zeros.
record TraceId(long high, long low) {
  /// @throws ApiException when the text is no trace id
  static TraceId parse(String text) {
    if (!TraceIds.isHex(text.toLowerCase(Locale.ROOT), 32)) {
      throw ApiException.badRequest(
          "'" + text + "' is not a trace id of 1 to 32 hexadecimal digits");
    }
    String hex = text.toLowerCase(Locale.ROOT);
    return new TraceId(TraceIds.high(hex), TraceIds.low(hex));
  }

  @Override
  public String toString() {
    return TraceIds.traceId(high, low);
  }
}
