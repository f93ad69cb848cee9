package dev.clew.instrumentation.redis;

import dev.clew.instrumentation.KeyPattern;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is said about a command: its name, and its arguments so far as they may be shown.
final class CommandText {
  /// More characters of arguments are not shown.
  static final int LONGEST = 1024;

  private static final int MOST_ARGUMENTS = 20;
  private static final int LONGEST_NAME = 64;

  private static final Set<String> WITH_PASSWORDS =
      Set.of("ACL", "AUTH", "CONFIG", "HELLO", "MIGRATE", "SENTINEL");

  /// Those whose first argument is not their first key.
  private static final Set<String> WITH_LATER_KEYS =
      Set.of(
          "BITOP",
          "BLMPOP",
          "BZMPOP",
          "EVAL",
          "EVALSHA",
          "EVALSHA_RO",
          "EVAL_RO",
          "FCALL",
          "FCALL_RO",
          "LMPOP",
          "MEMORY",
          "MIGRATE",
          "OBJECT",
          "SINTERCARD",
          "XGROUP",
          "XINFO",
          "XREAD",
          "XREADGROUP",
          "ZDIFF",
          "ZINTER",
          "ZINTERCARD",
          "ZMPOP",
          "ZUNION");

  private static final Set<String> BLOCKING =
      Set.of("BLMOVE", "BLMPOP", "BLPOP", "BRPOP", "BRPOPLPUSH", "BZMPOP", "BZPOPMAX", "BZPOPMIN");

  private CommandText() {}

  /// The name of a command as conventions have it, in upper case.
  static String operation(String command) {
    String name = command.toUpperCase(Locale.ROOT);
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  /// Whether a command waits until another client does something.
  static boolean isBlocking(String operation) {
    return BLOCKING.contains(operation);
  }

  /// Whether the arguments of a command are never shown.
  static boolean isSecret(String operation) {
    return WITH_PASSWORDS.contains(operation);
  }

  /// A command without its values.
  ///
  /// @param firstKey null where it has none
  /// @param arguments how many it has, keys included
  static String sanitised(String operation, @Nullable String firstKey, int arguments) {
    StringBuilder text = new StringBuilder(operation);
    int shown = 0;
    if (firstKey != null && arguments > 0 && !WITH_LATER_KEYS.contains(operation)) {
      text.append(' ').append(KeyPattern.of(firstKey));
      shown = 1;
    }
    text.append(" ?".repeat(Math.max(0, Math.min(arguments, MOST_ARGUMENTS) - shown)));
    return arguments > MOST_ARGUMENTS ? text.append(" …").toString() : text.toString();
  }
}
