package dev.clew.instrumentation.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/// Reads the commands of Jedis.
record JedisCommands(RedisTracing options) {

  RedisCall read(CommandArguments arguments) {
    String operation = CommandText.operation(text(arguments.getCommand().getRaw()));
    String key = firstKey(arguments);
    boolean shown = options.hasArguments() && !CommandText.isSecret(operation);
    return new RedisCall(
        operation,
        key,
        arguments.isBlocking() || CommandText.isBlocking(operation),
        () ->
            shown
                ? withArguments(operation, arguments)
                : CommandText.sanitised(operation, key, arguments.size() - 1));
  }

  /// How many bytes a reply has, which is as it was read.
  static long sizeOf(@Nullable Object reply) {
    return ReplySize.of(reply, value -> value);
  }

  /// The database that is selected after a command.
  ///
  /// @param before the one before it
  int selected(CommandArguments arguments, int before) {
    if (arguments.getCommand() != Protocol.Command.SELECT || arguments.size() != 2) {
      return before;
    }
    try {
      return Integer.parseInt(text(arguments.get(1).getRaw()));
    } catch (NumberFormatException e) {
      // Redis refuses it too.
      return before;
    }
  }

  private static @Nullable String firstKey(CommandArguments arguments) {
    List<Object> keys = arguments.getKeys();
    if (keys.isEmpty()) {
      return null;
    }
    Object key = keys.get(0);
    return key instanceof byte[] bytes ? text(bytes) : String.valueOf(key);
  }

  private static String withArguments(String operation, CommandArguments arguments) {
    StringBuilder text = new StringBuilder(operation);
    // The first is the command itself.
    for (int i = 1; i < arguments.size(); i++) {
      if (text.length() >= CommandText.LONGEST) {
        return text.append(" …").toString();
      }
      byte[] raw = arguments.get(i).getRaw();
      int room = Math.min(raw.length, CommandText.LONGEST - text.length());
      text.append(' ').append(new String(raw, 0, room, StandardCharsets.UTF_8));
      if (room < raw.length) {
        text.append('…');
      }
    }
    return text.toString();
  }

  private static String text(byte[] raw) {
    return new String(raw, StandardCharsets.UTF_8);
  }
}
