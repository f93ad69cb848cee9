package dev.clew.instrumentation.redis;

import io.lettuce.core.KeyValue;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.Value;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the commands of Lettuce.
final class LettuceCommands {
  private LettuceCommands() {}

  static RedisCall read(String operation, RedisCommand<?, ?, ?> command, RedisTracing options) {
    CommandArgs<?, ?> arguments = command.getArgs();
    if (arguments == null) {
      return new RedisCall(operation, null, CommandText.isBlocking(operation), () -> operation);
    }
    ByteBuffer encoded = arguments.getFirstEncodedKey();
    String key = encoded == null ? null : StandardCharsets.UTF_8.decode(encoded).toString();
    boolean shown = options.hasArguments() && !CommandText.isSecret(operation);
    return new RedisCall(
        operation,
        key,
        CommandText.isBlocking(operation) || isBlockingRead(operation, arguments),
        () ->
            shown
                ? withArguments(operation, arguments)
                : CommandText.sanitised(operation, key, arguments.count()));
  }

  /// How many bytes a reply has, which has been decoded.
  static long sizeOf(@Nullable Object reply) {
    return ReplySize.of(reply, LettuceCommands::plain);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof KeyValue<?, ?> pair) {
      return Arrays.asList(pair.getKey(), pair.getValueOrElse(null));
    } else if (value instanceof ScoredValue<?> scored) {
      return Arrays.asList(scored.getValueOrElse(null), scored.getScore());
    }
    return value instanceof Value<?> optional ? optional.getValueOrElse(null) : value;
  }

  /// The database that a `SELECT` asks for; null where it is no number.
  static @Nullable Integer database(RedisCommand<?, ?, ?> select) {
    CommandArgs<?, ?> arguments = select.getArgs();
    List<String> texts = arguments == null ? List.of() : texts(arguments);
    try {
      return texts.isEmpty() ? null : Integer.valueOf(texts.get(0));
    } catch (NumberFormatException e) {
      // Redis has refused it too.
      return null;
    }
  }

  private static boolean isBlockingRead(String operation, CommandArgs<?, ?> arguments) {
    return (operation.equals("XREAD") || operation.equals("XREADGROUP"))
        && texts(arguments).contains("BLOCK");
  }

  private static String withArguments(String operation, CommandArgs<?, ?> arguments) {
    List<String> texts = texts(arguments);
    String text = operation + " " + String.join(" ", texts);
    return texts.size() < arguments.count() ? text + " …" : text;
  }

  /// The arguments, up to the one that makes them too long to be shown.
  private static List<String> texts(CommandArgs<?, ?> arguments) {
    ByteBuf encoded = Unpooled.buffer(256, CommandText.LONGEST);
    try {
      arguments.encode(encoded);
    } catch (IndexOutOfBoundsException full) {
      // It has what is shown; a value of any length may follow.
    }
    List<String> texts = new ArrayList<>();
    // Each is '$', its length, and its bytes, both ended by CR LF.
    while (encoded.readableBytes() > 1) {
      int end = encoded.bytesBefore((byte) '\r');
      if (end < 0) {
        break;
      }
      int length =
          Integer.parseInt(
              encoded.toString(encoded.readerIndex() + 1, end - 1, StandardCharsets.US_ASCII));
      encoded.skipBytes(end + 2);
      if (length > encoded.readableBytes()) {
        break;
      }
      texts.add(encoded.readCharSequence(length, StandardCharsets.UTF_8).toString());
      encoded.skipBytes(Math.min(2, encoded.readableBytes()));
    }
    return texts;
  }
}
