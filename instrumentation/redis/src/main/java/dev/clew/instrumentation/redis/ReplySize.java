package dev.clew.instrumentation.redis;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How many bytes of values a reply has: texts as UTF-8, numbers as their digits, without what the
/// protocol puts around them.
final class ReplySize {
  /// The size of a reply with values of a kind that is not known here.
  static final long UNKNOWN = -1;

  private ReplySize() {}

  /// The size of a reply.
  ///
  /// @param plain makes values of a client's own kinds ones that are known here
  static long of(@Nullable Object reply, UnaryOperator<@Nullable Object> plain) {
    Object value = plain.apply(reply);
    if (value == null) {
      return 0;
    } else if (value instanceof byte[] bytes) {
      return bytes.length;
    } else if (value instanceof CharSequence text) {
      return utf8(text);
    } else if (value instanceof ByteBuffer buffer) {
      return buffer.remaining();
    } else if (value instanceof Number || value instanceof Boolean) {
      return value.toString().length();
    } else if (value instanceof Throwable error) {
      // As one of many replies.
      return of(error.getMessage(), plain);
    } else if (value instanceof Map<?, ?> map) {
      return sum(map.entrySet(), plain);
    } else if (value instanceof Map.Entry<?, ?> entry) {
      return plus(of(entry.getKey(), plain), of(entry.getValue(), plain));
    }
    return value instanceof Iterable<?> items ? sum(items, plain) : UNKNOWN;
  }

  /// The size of two replies.
  static long plus(long some, long more) {
    return some == UNKNOWN || more == UNKNOWN ? UNKNOWN : some + more;
  }

  private static long sum(Iterable<?> items, UnaryOperator<@Nullable Object> plain) {
    long sum = 0;
    for (Object item : items) {
      sum = plus(sum, of(item, plain));
    }
    return sum;
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
