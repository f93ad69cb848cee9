package dev.clew.server.api;

import dev.clew.model.Dictionary;
import dev.clew.query.trace.TraceColumns;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/// Writes a trace as binary columns, which `docs/columns.md` specifies: a header of 48 bytes, a
/// directory with 32 bytes for each column, the columns. Little-endian throughout; each column
/// begins at a multiple of eight bytes, so that JavaScript can lay typed arrays over the answer.
final class ColumnsWriter {
  static final int MAGIC = 0x57454C43;
  static final int VERSION = 1;
  static final int HEADER = 48;
  static final int ENTRY = 32;
  static final int NAME = 16;

  private static final int MAX_BYTE = 255;

  private final TraceColumns trace;
  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(32 * 1024).order(ByteOrder.LITTLE_ENDIAN);
  private final List<Column> columns = new ArrayList<>();

  ColumnsWriter(TraceColumns trace, OutputStream out) {
    this.trace = trace;
    this.out = out;
    long[] starts = trace.starts();
    longs("span_id", row -> trace.spanIds()[row]);
    ints("parent", row -> trace.structure().parentRows()[row]);
    longs("start", row -> starts[row] - starts[0]);
    longs("duration", row -> trace.durations()[row]);
    ints("service", row -> trace.services()[row]);
    ints("name", row -> trace.names()[row]);
    bytes("kind", row -> trace.kinds()[row]);
    bytes("status", row -> trace.statuses()[row]);
    strings("strings", trace.strings());
  }

  /// How the values of a column are written.
  private enum Type {
    INT64,
    INT32,
    UINT8,
    STRINGS
  }

  /// Writes the whole answer.
  void write() throws IOException {
    room(HEADER)
        .putInt(MAGIC)
        .putInt(VERSION)
        .putInt(columns.size())
        .putInt(trace.count())
        .putLong(Long.reverseBytes(trace.traceIdHigh()))
        .putLong(Long.reverseBytes(trace.traceIdLow()))
        .putLong(trace.count() == 0 ? 0 : trace.starts()[0])
        .putLong(0);
    long offset = HEADER + (long) ENTRY * columns.size();
    for (Column column : columns) {
      entry(column, offset);
      offset += padded(column.length());
    }
    for (Column column : columns) {
      column.values().write();
      for (long at = column.length(); at < padded(column.length()); at++) {
        room(1).put((byte) 0);
      }
    }
    drain();
  }

  private void entry(Column column, long offset) throws IOException {
    byte[] name = column.name().getBytes(StandardCharsets.US_ASCII);
    room(ENTRY).put(name).put(new byte[NAME - name.length]);
    buffer
        .putInt(column.type().ordinal())
        .putInt(Math.toIntExact(offset))
        .putInt(Math.toIntExact(column.length()))
        .putInt(0);
  }

  private void longs(String name, IntToLongFunction value) {
    columns.add(
        new Column(
            name,
            Type.INT64,
            (long) Long.BYTES * trace.count(),
            () -> {
              for (int row = 0; row < trace.count(); row++) {
                room(Long.BYTES).putLong(value.applyAsLong(row));
              }
            }));
  }

  private void ints(String name, IntUnaryOperator value) {
    columns.add(
        new Column(
            name,
            Type.INT32,
            (long) Integer.BYTES * trace.count(),
            () -> {
              for (int row = 0; row < trace.count(); row++) {
                room(Integer.BYTES).putInt(value.applyAsInt(row));
              }
            }));
  }

  private void bytes(String name, IntUnaryOperator value) {
    columns.add(
        new Column(
            name,
            Type.UINT8,
            trace.count(),
            () -> {
              for (int row = 0; row < trace.count(); row++) {
                int number = value.applyAsInt(row);
                room(1).put((byte) (number < 0 || number > MAX_BYTE ? MAX_BYTE : number));
              }
            }));
  }

  private void strings(String name, Dictionary strings) {
    long offsets = (long) Integer.BYTES * (strings.size() + 2);
    columns.add(
        new Column(
            name,
            Type.STRINGS,
            offsets + strings.byteSize(),
            () -> {
              room(Integer.BYTES).putInt(strings.size());
              int offset = 0;
              for (int code = 0; code < strings.size(); code++) {
                room(Integer.BYTES).putInt(offset);
                offset += strings.length(code);
              }
              room(Integer.BYTES).putInt(offset);
              drain();
              for (int code = 0; code < strings.size(); code++) {
                out.write(strings.heap(), strings.offset(code), strings.length(code));
              }
            }));
  }

  private static long padded(long length) {
    return (length + 7) / 8 * 8;
  }

  /// The buffer, with room for some bytes.
  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      drain();
    }
    return buffer;
  }

  private void drain() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /// @param length in bytes, without the padding
  private record Column(String name, Type type, long length, Values values) {}

  @FunctionalInterface
  private interface Values {
    void write() throws IOException;
  }
}
