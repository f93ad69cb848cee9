package dev.clew.server.cli.otlpfile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Some whole `ResourceSpans` out of a file: as much as makes a request of the usual size. Filled
/// by a {@link PieceSource}, which uses it again for the next one.
final class Piece {
  /// How the elements are written.
  enum Encoding {
    /// JSON objects with a comma between them.
    JSON,
    /// Fields `resource_spans` with their tags.
    PROTOBUF
  }

  /// A piece of so many bytes is not made larger.
  static final int USUAL_BYTES = 1 << 20;

  /// The largest `ResourceSpans` that is taken, in bytes: what the door takes in one request by
  /// default.
  static final int MAX_ELEMENT_BYTES = 64 << 20;

  private static final byte[] JSON_HEAD =
      "{\"resourceSpans\":[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] JSON_TAIL = "]}".getBytes(StandardCharsets.US_ASCII);

  private final Encoding encoding;
  private byte[] bytes = new byte[USUAL_BYTES];
  private int length;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private String[] places = new String[16];
  private int count;

  Piece(Encoding encoding) {
    this.encoding = encoding;
  }

  Encoding encoding() {
    return encoding;
  }

  void clear() {
    length = 0;
    count = 0;
    if (bytes.length > 8 * USUAL_BYTES) {
      bytes = new byte[USUAL_BYTES];
    }
  }

  void append(int b) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) b;
  }

  /// Makes room for bytes that the caller writes to {@link #bytes()}; returns where.
  int extend(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
    length += more;
    return length - more;
  }

  /// Notes that an element ends here.
  ///
  /// @param start where in this piece it begins
  void endElement(int start, String place) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      places = Arrays.copyOf(places, 2 * count);
    }
    starts[count] = start;
    ends[count] = length;
    places[count++] = place;
  }

  /// Forgets what stands at `newLength` and after it, which is no whole element.
  void truncate(int newLength) {
    length = newLength;
  }

  /// Forgets what follows the last whole element.
  void dropPartialElement() {
    length = count == 0 ? 0 : ends[count - 1];
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// How many elements there are.
  int count() {
    return count;
  }

  /// Where an element begins in its file.
  String place(int element) {
    return places[element];
  }

  /// All of it, with what stands between the elements, as an OTLP message.
  byte[] message() {
    return message(0, length);
  }

  /// One element as an OTLP message.
  byte[] message(int element) {
    return message(starts[element], ends[element]);
  }

  /// Whether it is one element and nothing else.
  boolean isOneElement() {
    return count == 1 && starts[0] == 0 && ends[0] == length;
  }

  private byte[] message(int begin, int end) {
    if (encoding == Encoding.PROTOBUF) {
      return Arrays.copyOfRange(bytes, begin, end);
    }
    byte[] message = new byte[JSON_HEAD.length + end - begin + JSON_TAIL.length];
    System.arraycopy(JSON_HEAD, 0, message, 0, JSON_HEAD.length);
    System.arraycopy(bytes, begin, message, JSON_HEAD.length, end - begin);
    System.arraycopy(JSON_TAIL, 0, message, message.length - JSON_TAIL.length, JSON_TAIL.length);
    return message;
  }
}
