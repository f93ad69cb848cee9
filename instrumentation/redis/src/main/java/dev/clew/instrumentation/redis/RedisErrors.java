package dev.clew.instrumentation.redis;

import dev.clew.instrumentation.Tracing;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Redis answers instead of a value, and what comes instead of an answer.
final class RedisErrors {
  /// As in `WRONGTYPE Operation against a key holding the wrong kind of value`.
  private static final Pattern REPLY = Pattern.compile("([A-Z][A-Z0-9]{1,31}) .*", Pattern.DOTALL);

  private RedisErrors() {}

  /// The word that an error reply begins with, as `WRONGTYPE`; null where the error is not a reply.
  static @Nullable String replyCode(Throwable error) {
    String type = error.getClass().getName();
    String message = error.getMessage();
    // By name, since either client may be absent.
    boolean client =
        type.startsWith("redis.clients.jedis.exceptions.")
            || type.startsWith("io.lettuce.core.Redis");
    if (message == null || !client) {
      return null;
    }
    Matcher reply = REPLY.matcher(message);
    return reply.matches() ? reply.group(1) : null;
  }

  /// The kind of an error: the word that its reply begins with, or what the facade's classifier
  /// says of what has no reply.
  static String type(Throwable error) {
    String reply = replyCode(error);
    if (reply != null) {
      return reply;
    }
    // Neither client's is an IOException.
    if (error.getClass().getSimpleName().endsWith("ConnectionException")) {
      Throwable cause = error.getCause();
      boolean slow = cause != null && Tracing.classifyError(cause).equals("timeout");
      return slow ? "timeout" : "connection";
    }
    return Tracing.classifyError(error);
  }
}
