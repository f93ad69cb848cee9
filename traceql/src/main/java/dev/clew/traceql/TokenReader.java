package dev.clew.traceql;

import org.jspecify.annotations.Nullable;

/// The tokens of a text, with one to look ahead at, and the errors about them.
final class TokenReader {
  private final String text;
  private final Lexer lexer;
  private @Nullable Token ahead;

  TokenReader(String text) {
    this.text = text;
    this.lexer = new Lexer(text);
  }

  Token peek() {
    Token token = ahead;
    if (token == null) {
      token = lexer.next();
      ahead = token;
    }
    return token;
  }

  Token next() {
    Token token = peek();
    ahead = null;
    return token;
  }

  /// Reads the next token if it is of this kind.
  boolean take(TokenKind kind) {
    if (peek().kind() != kind) {
      return false;
    }
    next();
    return true;
  }

  String textOf(Token token) {
    return text.substring(token.start(), token.end());
  }

  TraceQlException error(int start, int end, String problem) {
    return new TraceQlException(text, start, end, problem);
  }

  TraceQlException expected(String what, Token found) {
    return expected(what, found, "");
  }

  TraceQlException expected(String what, Token found, String hint) {
    String name =
        found.kind() == TokenKind.END
            ? "the end of the query"
            : TraceQlPrinter.abbreviate(textOf(found));
    return error(found.start(), found.end(), "expected " + what + " but found " + name + hint);
  }

  /// @param what a subject and its verb, such as `hints are`
  TraceQlException unsupported(Token token, String what) {
    return error(token.start(), token.end(), what + " not supported yet");
  }
}
