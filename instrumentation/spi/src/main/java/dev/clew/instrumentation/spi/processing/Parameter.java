package dev.clew.instrumentation.spi.processing;

import java.util.List;

/// Finds the values of parameters whose names tell that they are secret, in queries, connection
/// strings, forms and messages.
final class Parameter {
  private static final List<String> NAMES =
      List.of(
          "password",
          "passwd",
          "pwd",
          "secret",
          "token",
          "api_key",
          "api-key",
          "apikey",
          "access_key",
          "signature");

  private Parameter() {}

  /// @param at where the sign between name and value is: `=`, or `:` behind a name in quotes, since
  ///     in a sentence it says nothing
  static long find(String text, int at, int from) {
    boolean quotedName = at > from && text.charAt(at - 1) == '"';
    int end = quotedName ? at - 1 : at;
    if ((text.charAt(at) == ':' && !quotedName) || !isSecret(text, end, from)) {
      return SecretForm.NONE;
    }
    int start = at + 1;
    while (quotedName && start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    boolean quoted = start < text.length() && "\"'".indexOf(text.charAt(start)) >= 0;
    char quote = quoted ? text.charAt(start++) : 0;
    int stop = start;
    while (stop < text.length() && !isEnd(text.charAt(stop), quote)) {
      stop++;
    }
    return stop == start || text.startsWith(SecretValues.REDACTED, start)
        ? SecretForm.NONE
        : SecretForm.span(start, stop);
  }

  private static boolean isSecret(String text, int end, int from) {
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      int start = end - name.length();
      if (start >= from && text.regionMatches(true, start, name, 0, name.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEnd(char c, char quote) {
    return quote != 0 ? c == quote : c <= ' ' || "&;,)}\"".indexOf(c) >= 0;
  }
}
