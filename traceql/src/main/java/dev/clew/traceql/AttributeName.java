package dev.clew.traceql;

/// An attribute's name in the text: anything up to a blank or one of `{ } ( ) = ~ ! < > & | ^ ,`.
///
/// Parts of it may be quoted, as in `"a b".c`; inside the quotes everything counts, and `\"` and
/// `\\` are the only escapes.
///
/// @param value the name without quotes and escapes
/// @param end offset after the last unit read
record AttributeName(String value, int end) {
  private static final String TERMINATORS = "{}()=~!<>&|^,";

  static AttributeName read(String text, int start) {
    StringBuilder name = new StringBuilder();
    int at = start;
    while (at < text.length() && !ends(text.charAt(at))) {
      if (text.charAt(at) == '"') {
        at = readQuoted(text, at, name);
      } else {
        name.append(text.charAt(at++));
      }
    }
    return new AttributeName(name.toString(), at);
  }

  private static int readQuoted(String text, int start, StringBuilder name) {
    int at = start + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\') {
        char escaped = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
        if (escaped != '"' && escaped != '\\') {
          throw new TraceQlException(
              text,
              at,
              Math.min(at + 2, text.length()),
              "only \\\" and \\\\ are escapes in an attribute's name");
        }
        c = escaped;
        at++;
      }
      name.append(c);
      at++;
    }
    throw new TraceQlException(
        text, start, text.length(), "the quoted attribute name is not closed");
  }

  /// The name as it must be written after the scope's prefix.
  static String write(Scope scope, String name) {
    boolean likeNumber =
        scope == Scope.ANY && !name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9';
    if (!name.isEmpty() && !likeNumber && name.chars().noneMatch(c -> ends((char) c) || c == '"')) {
      return name;
    }
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static boolean ends(char c) {
    return Lexer.isBlank(c) || TERMINATORS.indexOf(c) >= 0;
  }
}
