package dev.clew.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the protobuf of OTLP messages, apart from Clew's own encoder, so that benchmarks do not
/// measure Clew with what Clew wrote.
final class ProtobufWriter {
  private static final int ATTRIBUTES = 9;
  private static final int EVENTS = 11;
  private static final int STATUS = 15;
  private static final byte[] SCOPE = "io.example.shop.http".getBytes(StandardCharsets.UTF_8);

  private byte[] bytes = new byte[1024];
  private int size;

  /// The field number under which the attributes of the message stand.
  private int attributes = 1;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void dropFirst(int length) {
    System.arraycopy(bytes, length, bytes, 0, size - length);
    size -= length;
  }

  /// A whole request with this writer's bytes as the resource.
  byte[] request(ProtobufWriter spans, int length) {
    ProtobufWriter scope = new ProtobufWriter();
    scope.bytes(1, SCOPE, 0, SCOPE.length);
    ProtobufWriter scopeSpans = new ProtobufWriter();
    scopeSpans.message(1, scope);
    scopeSpans.raw(spans.bytes, length);
    ProtobufWriter resourceSpans = new ProtobufWriter();
    resourceSpans.message(1, this);
    resourceSpans.message(2, scopeSpans);
    ProtobufWriter request = new ProtobufWriter();
    request.message(1, resourceSpans);
    return Arrays.copyOf(request.bytes, request.size);
  }

  void span(
      long traceIdHigh,
      long traceIdLow,
      long id,
      long parent,
      String name,
      int kind,
      long start,
      long end) {
    attributes = ATTRIBUTES;
    varint((1 << 3) | 2);
    varint(16);
    bigEndian(traceIdHigh);
    bigEndian(traceIdLow);
    varint((2 << 3) | 2);
    varint(8);
    bigEndian(id);
    if (parent != 0) {
      varint((4 << 3) | 2);
      varint(8);
      bigEndian(parent);
    }
    string(5, name);
    number(6, kind);
    fixed64(7, start);
    fixed64(8, end);
    varint((16 << 3) | 5);
    for (int shift = 0; shift < 32; shift += 8) {
      put(0x101 >>> shift);
    }
  }

  void attribute(String key, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    beginAttribute(key, 1 + varintLength(utf8.length) + utf8.length);
    bytes(1, utf8, 0, utf8.length);
  }

  void attribute(String key, long value) {
    beginAttribute(key, 1 + varintLength(value));
    number(3, value);
  }

  void attribute(String key, boolean value) {
    beginAttribute(key, 2);
    number(2, value ? 1 : 0);
  }

  void status(String message, int code) {
    ProtobufWriter status = new ProtobufWriter();
    status.string(2, message);
    status.number(3, code);
    message(STATUS, status);
  }

  void exception(long time, String type, String message, String stack) {
    ProtobufWriter event = new ProtobufWriter();
    event.attributes = 3;
    event.fixed64(1, time);
    event.string(2, "exception");
    event.attribute("exception.type", type);
    event.attribute("exception.message", message);
    event.attribute("exception.stacktrace", stack);
    message(EVENTS, event);
  }

  void message(int field, ProtobufWriter content) {
    bytes(field, content.bytes, 0, content.size);
  }

  /// Writes a `KeyValue` up to the content of its `AnyValue`.
  private void beginAttribute(String key, int valueLength) {
    byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
    varint((attributes << 3) | 2);
    varint(
        1 + varintLength(utf8.length) + utf8.length + 1 + varintLength(valueLength) + valueLength);
    bytes(1, utf8, 0, utf8.length);
    varint((2 << 3) | 2);
    varint(valueLength);
  }

  private static int varintLength(long value) {
    return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
  }

  private void string(int field, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes(field, utf8, 0, utf8.length);
  }

  private void number(int field, long value) {
    varint(field << 3);
    varint(value);
  }

  private void fixed64(int field, long value) {
    varint((field << 3) | 1);
    for (int shift = 0; shift < 64; shift += 8) {
      put((int) (value >>> shift));
    }
  }

  private void bytes(int field, byte[] content, int offset, int length) {
    varint((field << 3) | 2);
    varint(length);
    ensure(length);
    System.arraycopy(content, offset, bytes, size, length);
    size += length;
  }

  private void raw(byte[] content, int length) {
    ensure(length);
    System.arraycopy(content, 0, bytes, size, length);
    size += length;
  }

  private void bigEndian(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      put((int) (value >>> shift));
    }
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
  }

  private void put(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
