package dev.clew.traceql;

/// The door to the language: parses TraceQL text.
public final class TraceQl {
  /// The longest query text taken, in bytes of UTF-8.
  public static final int MAX_TEXT_BYTES = 128 * 1024;

  /// How deep parentheses, prefix operators and powers may nest in the text.
  public static final int MAX_NESTING = 256;

  /// The height of the tallest expression tree the parser builds; a chain `a || b || c` of n terms
  /// has height n. It lets everyone who walks a tree recurse.
  public static final int MAX_TREE_HEIGHT = 1_000;

  private TraceQl() {}

  /// Parses and checks one query. Constant parts are computed: `2 * 30s` becomes `1m`.
  ///
  /// @param text the query, at most [#MAX_TEXT_BYTES]
  /// @throws TraceQlException when the text is too long, not TraceQL, of clashing types, or uses a
  ///     part of the language that is not supported yet
  public static Query parse(String text) {
    checkLength(text);
    return new Parser(text).query();
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
