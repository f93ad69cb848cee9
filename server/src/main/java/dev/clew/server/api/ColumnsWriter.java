package dev.clew.server.api;

import dev.clew.model.Dictionary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes rows as binary columns, which `docs/columns.md` specifies: a header of 48 bytes, a
/// directory with 32 bytes for each column, the columns. Little-endian throughout; each column
/// begins at a multiple of eight bytes, so that JavaScript can lay typed arrays over the answer.
final class ColumnsWriter {
  static final int MAGIC = 0x57454C43;
  static final int VERSION = 1;
  static final int HEADER = 48;
  static final int ENTRY = 32;
  static final int NAME = 16;

  private static final int MAX_BYTE = 255;
  private static final int BUFFER = 64 * 1024;

  private final long traceIdHigh;
  private final long traceIdLow;
  private final long startNanos;
  private final int rows;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private final List<Column> columns = new ArrayList<>();

  /// @param startNanos the earliest start of the trace's spans, since 1970
  /// @param rows how many values the columns of rows have
  ColumnsWriter(long traceIdHigh, long traceIdLow, long startNanos, int rows) {
    this.traceIdHigh = traceIdHigh;
    this.traceIdLow = traceIdLow;
    this.startNanos = startNanos;
    this.rows = rows;
  }

  /// How the values of a column are written; in the order of their numbers.
  private enum Type {
    INT64,
    INT32,
    UINT8,
    STRINGS
  }

  /// Adds a column of type int64.
  ///
  /// @param values to write, each less `base`
  void int64(String name, long[] values, long base) {
    add(
        name,
        Type.INT64,
        (long) Long.BYTES * values.length,
        out -> {
          for (int at = 0; at < values.length; ) {
            int end = at + room(Long.BYTES, values.length - at, out);
            for (; at < end; at++) {
              buffer.putLong(values[at] - base);
            }
          }
        });
  }

  /// Adds a column of type int32.
  void int32(String name, int[] values) {
    add(
        name,
        Type.INT32,
        (long) Integer.BYTES * values.length,
        out -> {
          for (int at = 0; at < values.length; ) {
            int end = at + room(Integer.BYTES, values.length - at, out);
            for (; at < end; at++) {
              buffer.putInt(values[at]);
            }
          }
        });
  }

  /// Adds a column of type uint8, in which 255 stands for numbers that do not fit.
  void uint8(String name, int[] values) {
    add(
        name,
        Type.UINT8,
        values.length,
        out -> {
          for (int at = 0; at < values.length; ) {
            int end = at + room(1, values.length - at, out);
            for (; at < end; at++) {
              int value = values[at];
              buffer.put((byte) (value < 0 || value > MAX_BYTE ? MAX_BYTE : value));
            }
          }
        });
  }

  /// Adds a column of type strings.
  void strings(String name, Dictionary strings) {
    int size = strings.size();
    add(
        name,
        Type.STRINGS,
        (long) Integer.BYTES * (size + 2L) + strings.byteSize(),
        out -> {
          room(Integer.BYTES, 1, out);
          buffer.putInt(size);
          int offset = 0;
          for (int code = 0; code < size; code++) {
            room(Integer.BYTES, 1, out);
            buffer.putInt(offset);
            offset += strings.length(code);
          }
          room(Integer.BYTES, 1, out);
          buffer.putInt(offset);
          if (size > 0) {
            drain(out);
            out.write(strings.heap(), strings.offset(0), strings.byteSize());
          }
        });
  }

  /// Writes the whole answer.
  ///
  /// @throws ArithmeticException where it would be longer than 2 GiB
  void write(OutputStream out) throws IOException {
    buffer
        .putInt(MAGIC)
        .putInt(VERSION)
        .putInt(columns.size())
        .putInt(rows)
        .putLong(Long.reverseBytes(traceIdHigh))
        .putLong(Long.reverseBytes(traceIdLow))
        .putLong(startNanos)
        .putLong(0);
    long offset = HEADER + (long) ENTRY * columns.size();
    for (Column column : columns) {
      entry(column, offset, out);
      offset += padded(column.length);
    }
    for (Column column : columns) {
      column.values.write(out);
      for (long at = column.length; at < padded(column.length); at++) {
        room(1, 1, out);
        buffer.put((byte) 0);
      }
    }
    drain(out);
  }

  private void add(String name, Type type, long length, Values values) {
    columns.add(new Column(name, type, length, values));
  }

  private void entry(Column column, long offset, OutputStream out) throws IOException {
    byte[] name = column.name.getBytes(StandardCharsets.US_ASCII);
    room(ENTRY, 1, out);
    buffer
        .put(name)
        .put(new byte[NAME - name.length])
        .putInt(column.type.ordinal())
        .putInt(Math.toIntExact(offset))
        .putInt(Math.toIntExact(column.length))
        .putInt(0);
  }

  private static long padded(long length) {
    return (length + 7) / 8 * 8;
  }

  /// Makes room in the buffer.
  ///
  /// @param size of a value in bytes
  /// @param wanted how many values there are to write, at least one
  /// @return how many of them the buffer has room for now, at least one
  private int room(int size, int wanted, OutputStream out) throws IOException {
    if (buffer.remaining() < size) {
      drain(out);
    }
    return Math.min(wanted, buffer.remaining() / size);
  }

  private void drain(OutputStream out) throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /// @param length in bytes, without the padding
  private record Column(String name, Type type, long length, Values values) {}

  @FunctionalInterface
  private interface Values {
    void write(OutputStream out) throws IOException;
  }
}
