package dev.clew.server.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads columns as `docs/columns.md` specifies them, with a check of everything that it says.
final class ColumnsReader {
  private final ByteBuffer bytes;
  private final Map<String, ByteBuffer> columns = new LinkedHashMap<>();
  private final int rows;

  ColumnsReader(byte[] answer) {
    bytes = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN);
    check(bytes.getInt(0) == 0x57454C43, "magic");
    check(bytes.getInt(4) == 1, "version");
    int count = bytes.getInt(8);
    rows = bytes.getInt(12);
    check(bytes.getLong(40) == 0, "zero at 40");
    int end = 48 + 32 * count;
    for (int i = 0; i < count; i++) {
      int entry = 48 + 32 * i;
      int offset = bytes.getInt(entry + 20);
      int length = bytes.getInt(entry + 24);
      check(bytes.getInt(entry + 28) == 0, "zero in entry " + i);
      check(offset == (end + 7) / 8 * 8, "entry " + i + " begins at " + offset);
      for (int at = end; at < offset; at++) {
        check(bytes.get(at) == 0, "zero at " + at);
      }
      end = offset + length;
      columns.put(
          ascii(Arrays.copyOfRange(answer, entry, entry + 16)),
          bytes.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN));
    }
    check(answer.length == (end + 7) / 8 * 8, answer.length + " bytes, not " + end);
  }

  int rows() {
    return rows;
  }

  String traceId() {
    byte[] id = new byte[16];
    bytes.get(16, id);
    return HexFormat.of().formatHex(id);
  }

  String start() {
    return Long.toUnsignedString(bytes.getLong(32));
  }

  long int64(String column, int row) {
    return column(column).getLong(8 * row);
  }

  int int32(String column, int row) {
    return column(column).getInt(4 * row);
  }

  String string(int code) {
    ByteBuffer strings = column("strings");
    int heap = 4 + 4 * (strings.getInt(0) + 1);
    byte[] text = new byte[strings.getInt(8 + 4 * code) - strings.getInt(4 + 4 * code)];
    strings.get(heap + strings.getInt(4 + 4 * code), text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /// The trace as {@link FixtureTrace#expected()} has it.
  ObjectNode trace() {
    check(string(0).isEmpty(), "string 0 is empty");
    Map<Integer, String> missing = new LinkedHashMap<>();
    for (int i = 0; i < column("missing_row").capacity() / 4; i++) {
      missing.put(int32("missing_row", i), hex(int64("missing_id", i)));
    }
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("traceId", traceId());
    json.put("start", start());
    ArrayNode spans = json.putArray("spans");
    for (int row = 0; row < rows; row++) {
      ObjectNode span = spans.addObject();
      span.put("span_id", hex(int64("span_id", row)));
      span.put("parent", int32("parent", row));
      if (missing.containsKey(row)) {
        span.put("missing", missing.get(row));
      }
      span.put("start", String.valueOf(int64("start", row)));
      span.put("duration", String.valueOf(int64("duration", row)));
      span.put("service", string(int32("service", row)));
      span.put("name", string(int32("name", row)));
      span.put("kind", column("kind").get(row) & 0xFF);
      span.put("status", column("status").get(row) & 0xFF);
      span.put("events", int32("events", row));
      span.put("links", int32("links", row));
    }
    return json;
  }

  static String hex(long id) {
    return HexFormat.of().toHexDigits(id);
  }

  private ByteBuffer column(String name) {
    ByteBuffer column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException("no column '" + name + "' among " + columns.keySet());
    }
    return column;
  }

  private static String ascii(byte[] name) {
    return new String(name, StandardCharsets.US_ASCII).replace("\0", "");
  }

  private static void check(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException("not as specified: " + what);
    }
  }
}
