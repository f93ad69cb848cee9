package dev.clew.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Well-formedness of UTF-8, as Unicode 16 table 3-7 has it: no overlong forms, no surrogates,
/// nothing above U+10FFFF.
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  static boolean isValid(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (end - at >= 8 && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
      at += 8;
    }
    while (at < end) {
      int next = bytes[at] >= 0 ? at + 1 : afterMultiByte(bytes, at, end);
      if (next < 0) {
        return false;
      }
      at = next;
    }
    return true;
  }

  /// Where the sequence that begins at `at` ends, or -1 when it is malformed.
  private static int afterMultiByte(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;
    int trailing = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    if (lead < 0xC2 || lead > 0xF4 || end - at <= trailing) {
      return -1;
    }
    int second = bytes[at + 1] & 0xFF;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return -1;
    }
    for (int i = 2; i <= trailing; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return -1;
      }
    }
    return at + trailing + 1;
  }
}
