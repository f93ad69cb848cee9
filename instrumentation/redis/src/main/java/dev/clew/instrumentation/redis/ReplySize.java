package dev.clew.instrumentation.redis;

import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many bytes of values a reply has: texts as UTF-8, numbers as their digits, without what the
/// protocol puts around them.
final class ReplySize {
  private ReplySize() {}

  static long of(@Nullable Object reply) {
    if (reply instanceof byte[] bytes) {
      return bytes.length;
    } else if (reply instanceof CharSequence text) {
      return utf8(text);
    } else if (reply instanceof ByteBuffer buffer) {
      return buffer.remaining();
    } else if (reply instanceof Iterable<?> items) {
      long sum = 0;
      for (Object item : items) {
        sum += of(item);
      }
      return sum;
    } else if (reply instanceof Map<?, ?> map) {
      long sum = 0;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        sum += of(entry.getKey()) + of(entry.getValue());
      }
      return sum;
    } else if (reply instanceof Map.Entry<?, ?> entry) {
      return of(entry.getKey()) + of(entry.getValue());
    } else if (reply instanceof Number || reply instanceof Boolean) {
      return reply.toString().length();
    }
    return 0;
  }

  private static long utf8(CharSequence text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Each half of a surrogate pair stands for two of its four bytes.
      bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return bytes;
  }
}
