package dev.clew.instrumentation.spi.sampling;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// OpenTelemetry's own member of `tracestate`: `ot=th:e666;rv:0123456789abcd`.
///
/// `th` is the rejection threshold: of the 2^56 values that a trace's randomness may have, those
/// below it are not kept; its hexadecimal digits are left-aligned, with trailing zeros left out.
/// `rv` is the randomness, where it is not in the trace id. See "TraceState: Probability Sampling"
/// in OpenTelemetry's specification.
final class TraceStateOt {
  /// One more than the greatest randomness.
  static final long RANGE = 1L << 56;

  private static final String KEY = "ot";
  private static final int DIGITS = 14;

  /// As many members as W3C allows in `tracestate`.
  private static final int MAX_MEMBERS = 32;

  /// As many characters as OpenTelemetry allows in its member.
  private static final int MAX_LENGTH = 256;

  private TraceStateOt() {}

  /// The randomness of a trace, from 0 to 2^56 - 1: `rv` where it is given, else the last 56 bits
  /// of the trace id.
  ///
  /// @param traceId 32 hexadecimal digits
  static long randomness(TraceState state, String traceId) {
    String member = state.isEmpty() ? null : state.get(KEY);
    if (member != null) {
      for (String part : member.split(";")) {
        if (part.startsWith("rv:") && part.length() == 3 + DIGITS) {
          try {
            return Long.parseUnsignedLong(part, 3, 3 + DIGITS, 16);
          } catch (NumberFormatException e) {
            break; // as if it were not there, says the specification
          }
        }
      }
    }
    return Long.parseUnsignedLong(traceId, 32 - DIGITS, 32, 16);
  }

  /// A threshold as it is written.
  ///
  /// @param threshold from 0 (all are kept) to 2^56 - 1
  static String text(long threshold) {
    String digits = Long.toHexString(threshold | RANGE).substring(1);
    int end = DIGITS;
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }

  /// The same state with another threshold; everything else in it stays.
  ///
  /// @param threshold as {@link #text} writes it; null to say nothing of it
  static TraceState withThreshold(TraceState state, @Nullable String threshold) {
    String before = state.isEmpty() ? null : state.get(KEY);
    List<String> parts = new ArrayList<>();
    if (threshold != null) {
      parts.add("th:" + threshold);
    }
    if (before != null) {
      for (String part : before.split(";")) {
        if (!part.isEmpty() && !part.startsWith("th:")) {
          parts.add(part);
        }
      }
    }
    String after = String.join(";", parts);
    if (after.equals(before == null ? "" : before) || after.length() > MAX_LENGTH) {
      return state;
    }
    TraceStateBuilder builder = state.toBuilder().remove(KEY);
    if (after.isEmpty()) {
      return builder.build();
    }
    if (before == null && state.size() >= MAX_MEMBERS) {
      // The last is the oldest, and the first to go where there is no room.
      List<String> keys = new ArrayList<>(state.asMap().keySet());
      builder.remove(keys.get(keys.size() - 1));
    }
    return builder.put(KEY, after).build();
  }
}
