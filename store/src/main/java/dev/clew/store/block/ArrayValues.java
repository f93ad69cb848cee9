package dev.clew.store.block;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// Arrays, as the protobuf of {@link AttributeType#ARRAY}, taken apart into elements of one type
/// and put together again, byte for byte.
final class ArrayValues {
  private static final int STRING_TAG = 1 << 3 | 2;
  private static final int BOOL_TAG = 2 << 3;
  private static final int INT_TAG = 3 << 3;
  private static final int DOUBLE_TAG = 4 << 3 | 1;
  private static final int BYTES_TAG = 7 << 3 | 2;
  private static final int ELEMENT_TAG = 1 << 3 | 2;

  private ArrayValues() {}

  /// Is told the elements of an array.
  interface Visitor {
    /// A string or bytes, in the array's own.
    void bytes(byte[] array, int offset, int length);

    /// The word of an int, a double or a bool.
    void word(long word);
  }

  /// The type of all elements; {@link AttributeType#EMPTY} where there are none; null where they
  /// are of several types or nested, or where the bytes are not what {@link Builder} would write.
  static @Nullable AttributeType elementType(Dictionary blobs, int code) {
    byte[] bytes = blobs.heap();
    int from = blobs.offset(code);
    int to = from + blobs.length(code);
    if (from == to) {
      return AttributeType.EMPTY;
    }
    AttributeType type = typeOfFirst(bytes, from, to);
    if (type == null) {
      return null;
    }
    Builder builder = new Builder(type);
    try {
      visit(blobs, code, type, builder);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
    return blobs.equals(code, builder.finish()) ? type : null;
  }

  private static @Nullable AttributeType typeOfFirst(byte[] bytes, int from, int to) {
    int at = from + 1;
    while (at < to && bytes[at] < 0) {
      at++;
    }
    if (at + 1 >= to) {
      return null;
    }
    return switch (bytes[at + 1]) {
      case STRING_TAG -> AttributeType.STRING;
      case BOOL_TAG -> AttributeType.BOOL;
      case INT_TAG -> AttributeType.INT;
      case DOUBLE_TAG -> AttributeType.DOUBLE;
      case BYTES_TAG -> AttributeType.BYTES;
      default -> null;
    };
  }

  /// Tells the elements of an array that are all of a type.
  ///
  /// @throws IllegalArgumentException where they are not
  static void visit(Dictionary blobs, int code, AttributeType type, Visitor visitor) {
    Reader reader = new Reader(blobs.heap(), blobs.offset(code), blobs.length(code));
    while (reader.hasMore()) {
      reader.expect(ELEMENT_TAG);
      int end = reader.lengthEnd();
      reader.expect(tag(type));
      switch (type) {
        case STRING, BYTES -> {
          int valueEnd = reader.lengthEnd();
          visitor.bytes(reader.bytes, reader.at, valueEnd - reader.at);
          reader.at = valueEnd;
        }
        case BOOL, INT -> visitor.word(reader.varint());
        case DOUBLE -> visitor.word(reader.fixed64());
        case ARRAY, KEY_VALUE_LIST, EMPTY ->
            throw new IllegalArgumentException("elements of type " + type);
      }
      if (reader.at != end) {
        throw new IllegalArgumentException("an element of " + type + " with something after it");
      }
    }
  }

  private static int tag(AttributeType type) {
    return switch (type) {
      case STRING -> STRING_TAG;
      case BOOL -> BOOL_TAG;
      case INT -> INT_TAG;
      case DOUBLE -> DOUBLE_TAG;
      case BYTES -> BYTES_TAG;
      case ARRAY, KEY_VALUE_LIST, EMPTY ->
          throw new IllegalArgumentException("elements of type " + type);
    };
  }

  private static final class Reader {
    final byte[] bytes;
    final int end;
    int at;

    Reader(byte[] bytes, int offset, int length) {
      this.bytes = bytes;
      this.at = offset;
      this.end = offset + length;
    }

    boolean hasMore() {
      return at < end;
    }

    void expect(int tag) {
      if (at >= end || bytes[at++] != tag) {
        throw new IllegalArgumentException("no tag " + tag);
      }
    }

    long varint() {
      long value = 0;
      for (int shift = 0; shift < 64 && at < end; shift += 7) {
        byte next = bytes[at++];
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException("varint without an end");
    }

    long fixed64() {
      if (end - at < 8) {
        throw new IllegalArgumentException("double cut short");
      }
      long value = 0;
      for (int i = 0; i < 8; i++) {
        value |= (bytes[at++] & 0xFFL) << (8 * i);
      }
      return value;
    }

    /// Reads a length and returns where what has it ends.
    int lengthEnd() {
      long length = varint();
      if (length < 0 || length > end - at) {
        throw new IllegalArgumentException("length " + length);
      }
      return at + (int) length;
    }
  }

  /// Puts an array together.
  static final class Builder implements Visitor {
    private final AttributeType type;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Builder(AttributeType type) {
      this.type = type;
    }

    @Override
    public void bytes(byte[] array, int offset, int length) {
      out.write(ELEMENT_TAG);
      varint(1 + varintSize(length) + length);
      out.write(tag(type));
      varint(length);
      out.write(array, offset, length);
    }

    @Override
    public void word(long word) {
      out.write(ELEMENT_TAG);
      if (type == AttributeType.DOUBLE) {
        varint(9);
        out.write(DOUBLE_TAG);
        for (int i = 0; i < 8; i++) {
          out.write((int) (word >>> (8 * i)));
        }
      } else {
        varint(1 + varintSize(word));
        out.write(tag(type));
        varint(word);
      }
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    private static int varintSize(long value) {
      return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
    }

    /// The array; the builder is then empty.
    byte[] finish() {
      byte[] bytes = out.toByteArray();
      out.reset();
      return bytes;
    }
  }
}
