package dev.clew.store.parquet;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes growing at their end, little-endian; kept and used again. Not thread-safe.
final class ByteSink extends OutputStream {
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle BIG_LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /// What an array can hold on every JVM.
  private static final int MAX_SIZE = Integer.MAX_VALUE - 16;

  private byte[] bytes = new byte[1 << 12];
  private int size;

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /// Makes room for `count` bytes at the end, to be written through {@link #array()}, and returns
  /// where they begin.
  int extend(int count) {
    int at = size;
    long wanted = (long) size + count;
    if (wanted > bytes.length) {
      if (wanted > MAX_SIZE) {
        throw new IllegalStateException("page of " + wanted + " bytes: limit " + MAX_SIZE);
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_SIZE, Math.max(wanted, bytes.length * 2L)));
    }
    size = (int) wanted;
    return at;
  }

  /// Forgets the bytes from `newSize` on.
  void truncate(int newSize) {
    size = newSize;
  }

  @Override
  public void write(int value) {
    int at = extend(1);
    bytes[at] = (byte) value;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    int at = extend(length);
    System.arraycopy(source, offset, bytes, at, length);
  }

  void writeInt(int value) {
    int at = extend(4);
    INTS.set(bytes, at, value);
  }

  void setInt(int at, int value) {
    INTS.set(bytes, at, value);
  }

  void writeLong(long value) {
    int at = extend(8);
    LONGS.set(bytes, at, value);
  }

  void writeBigEndian(long value) {
    int at = extend(8);
    BIG_LONGS.set(bytes, at, value);
  }

  /// ULEB128.
  void writeVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    write((int) rest);
  }

  void writeZigZag(long value) {
    writeVarint((value << 1) ^ (value >> 63));
  }
}
