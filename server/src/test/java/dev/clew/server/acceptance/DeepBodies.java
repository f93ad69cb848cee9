package dev.clew.server.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Bodies whose values lie in one another, deeper than any recursion goes.
final class DeepBodies {
  private DeepBodies() {}

  /// An attribute whose value is an array in an array and so on.
  static byte[] json(int depth) {
    return ("{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"deep\",\"value\":"
            + "{\"arrayValue\":{\"values\":[".repeat(depth)
            + "]}}".repeat(depth)
            + "}]}}]}")
        .getBytes(UTF_8);
  }

  /// A field that nobody knows, with arrays in it.
  static byte[] jsonInUnknownField(int depth) {
    return ("{\"unknown\":" + "[".repeat(depth) + "]".repeat(depth) + "}").getBytes(UTF_8);
  }

  /// The same attribute as {@link #json(int)}.
  static byte[] protobuf(int depth) {
    Backwards body = new Backwards();
    for (int i = 0; i < depth; i++) {
      body.wrap(1); // ArrayValue.values
      body.wrap(5); // AnyValue.array_value
    }
    body.wrap(2); // KeyValue.value
    body.wrap(1); // Resource.attributes
    body.wrap(1); // ResourceSpans.resource
    body.wrap(1); // ExportTraceServiceRequest.resource_spans
    return body.bytes();
  }

  /// Protobuf written from its end, so that each length is known when it is written.
  private static final class Backwards {
    private byte[] bytes = new byte[1024];
    private int start = bytes.length;

    /// Makes all that was written the value of a field.
    void wrap(int field) {
      int length = bytes.length - start;
      int size = 1;
      while (length >>> (7 * size) != 0) {
        size++;
      }
      for (int i = size - 1; i >= 0; i--) {
        put(((length >>> (7 * i)) & 0x7f) | (i < size - 1 ? 0x80 : 0));
      }
      put(field << 3 | 2);
    }

    private void put(int value) {
      if (start == 0) {
        byte[] larger = new byte[2 * bytes.length];
        System.arraycopy(bytes, 0, larger, bytes.length, bytes.length);
        start = bytes.length;
        bytes = larger;
      }
      bytes[--start] = (byte) value;
    }

    byte[] bytes() {
      return Arrays.copyOfRange(bytes, start, bytes.length);
    }
  }
}
