package dev.clew.traceql;

/// The door to the language: parses TraceQL text.
public final class TraceQl {
  /// The longest query text taken, in bytes of UTF-8.
  public static final int MAX_TEXT_BYTES = 128 * 1024;

  /// How many levels of parentheses, prefix operators and powers a text may have, and how high an
  /// expression's tree may be. A chain of `&&` and `||` counts as one level. Everyone who walks a
  /// tree may therefore recurse.
  public static final int MAX_DEPTH = 256;

  /// How many conditions one chain of `&&` and `||` may join.
  public static final int MAX_CHAIN = 1_000;

  private TraceQl() {}

  /// Parses and checks one query. Constant parts are computed: `2 * 30s` becomes `1m`.
  ///
  /// @param text the query, at most [#MAX_TEXT_BYTES]
  /// @throws TraceQlException when the text is too long, not TraceQL, of clashing types, or uses a
  ///     part of the language that is not supported yet
  public static Query parse(String text) {
    return parse(text, RegexSyntax.ANY);
  }

  /// The same, with regular expressions checked too.
  ///
  /// @throws TraceQlException for a regular expression at fault too, at the place of its fault
  public static Query parse(String text, RegexSyntax regexes) {
    checkLength(text);
    return new Parser(text, regexes).query();
  }

  private static void checkLength(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    if (bytes > MAX_TEXT_BYTES) {
      throw new TraceQlException(
          text, 0, 0, "the query is " + bytes + " bytes long, the limit is " + MAX_TEXT_BYTES);
    }
  }
}
