package dev.clew.model.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads protobuf's wire format from an array: a position, and the end of the message being read.
/// Never reads past that end and allocates nothing, whatever lengths the bytes declare.
final class ProtobufReader {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH = 2;
  static final int START_GROUP = 3;
  static final int END_GROUP = 4;
  static final int FIXED32 = 5;

  private static final int GROUP_DEPTH_LIMIT = 64;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_ENDIAN_LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /// The bytes are not protobuf of the expected kind. Turned into an {@link OtlpDecodeException},
  /// which knows the field, once and at the door.
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final int at;
    private final boolean tooLarge;

    Malformed(int at, String message) {
      this(at, message, false);
    }

    private Malformed(int at, String message, boolean tooLarge) {
      super(message, null, false, false);
      this.at = at;
      this.tooLarge = tooLarge;
    }

    /// Not damaged, but more than is taken.
    static Malformed tooLarge(int at, String message) {
      return new Malformed(at, message, true);
    }

    boolean isTooLarge() {
      return tooLarge;
    }

    /// Index in the array.
    int at() {
      return at;
    }
  }

  private byte[] bytes = new byte[0];
  private int position;
  private int limit;

  void reset(byte[] newBytes, int offset, int length) {
    bytes = newBytes;
    position = offset;
    limit = offset + length;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  int limit() {
    return limit;
  }

  boolean hasMore() {
    return position < limit;
  }

  /// Field number times 8 plus wire type. There must be {@link #hasMore() more}.
  int tag() throws Malformed {
    int at = position;
    int tag = bytes[at];
    if (tag >= 0) {
      position = at + 1;
    } else {
      tag = (int) varint();
    }
    if (tag >>> 3 == 0) {
      throw new Malformed(at, "field number 0");
    }
    return tag;
  }

  long varint() throws Malformed {
    int at = position;
    if (at < limit && bytes[at] >= 0) {
      position = at + 1;
      return bytes[at];
    }
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at >= limit) {
        throw new Malformed(position, "truncated varint");
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        position = at;
        return value;
      }
    }
    throw new Malformed(position, "varint of more than 10 bytes");
  }

  long fixed64() throws Malformed {
    int at = position;
    need(8);
    position = at + 8;
    return (long) LONGS.get(bytes, at);
  }

  int fixed32() throws Malformed {
    int at = position;
    need(4);
    position = at + 4;
    return (int) INTS.get(bytes, at);
  }

  /// The length of the bytes that follow, which all lie before the limit.
  int length() throws Malformed {
    int at = position;
    long length = varint();
    if (length < 0 || length > limit - position) {
      throw new Malformed(
          at,
          "length of "
              + Long.toUnsignedString(length)
              + " bytes where "
              + (limit - position)
              + " are left");
    }
    return (int) length;
  }

  /// Passes over bytes that {@link #length()} has announced.
  void advance(int length) {
    position += length;
  }

  /// Eight bytes of an announced id, big-endian.
  long bigEndian(int at) {
    return (long) BIG_ENDIAN_LONGS.get(bytes, at);
  }

  /// Goes back to a position in the message being read.
  void rewind(int to) {
    position = to;
  }

  /// Goes into the message whose length comes next.
  ///
  /// @return what {@link #leave(int)} wants after it
  int enter() throws Malformed {
    int length = length();
    int outer = limit;
    limit = position + length;
    return outer;
  }

  /// Goes behind the message that was entered, read to its end or not.
  void leave(int outer) {
    position = limit;
    limit = outer;
  }

  /// Passes over a field of any number.
  void skip(int tag) throws Malformed {
    skip(tag, 0);
  }

  /// Passes over a field that `message` does not have.
  ///
  /// @throws Malformed when it has the field, and with another wire type
  void skipUnknown(int tag, OtlpMessage message) throws Malformed {
    if (message.field(tag >>> 3) != null) {
      throw new Malformed(position, "wire type " + (tag & 7) + " does not belong to this field");
    }
    skip(tag, 0);
  }

  private void skip(int tag, int depth) throws Malformed {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> fixed64();
      case LENGTH -> advance(length());
      case START_GROUP -> skipGroup(tag, depth);
      case END_GROUP -> throw new Malformed(position, "end of a group that did not begin");
      case FIXED32 -> fixed32();
      default -> throw new Malformed(position, "wire type " + (tag & 7));
    }
  }

  private void skipGroup(int start, int depth) throws Malformed {
    if (depth == GROUP_DEPTH_LIMIT) {
      throw new Malformed(position, "groups nested deeper than the limit of " + GROUP_DEPTH_LIMIT);
    }
    while (hasMore()) {
      int tag = tag();
      if ((tag & 7) == END_GROUP) {
        if (tag >>> 3 != start >>> 3) {
          throw new Malformed(position, "end of another group than began");
        }
        return;
      }
      skip(tag, depth + 1);
    }
    throw new Malformed(position, "truncated group");
  }

  private void need(int count) throws Malformed {
    if (limit - position < count) {
      throw new Malformed(
          position, "truncated: " + count + " bytes needed, " + (limit - position) + " left");
    }
  }
}
