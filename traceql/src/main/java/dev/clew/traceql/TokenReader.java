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

  /// @param literal a string, maybe in parentheses
  /// @param start offset in the string's value
  /// @param end offset in the string's value
  TraceQlException errorInString(Node literal, int start, int end, String problem) {
    return text.charAt(literal.start()) == '('
        ? error(literal.start(), literal.end(), problem)
        : error(
            StringLiteral.placeOf(text, literal.start(), start),
            StringLiteral.placeOf(text, literal.start(), end),
            problem);
  }

  /// @param hint what more to say, such as `, equality is written with one =`; may be empty
  TraceQlException expected(String what, Token found, String hint) {
    String problem = "expected " + what + " but found " + describe(found) + hint;
    return error(found.start(), found.end(), problem);
  }

  private String describe(Token token) {
    if (token.kind() == TokenKind.END) {
      return "the end of the query";
    }
    return token.operand() instanceof Static.Str(String value)
        ? "the string " + TraceQlPrinter.abbreviate(value)
        : TraceQlPrinter.abbreviate(textOf(token));
  }

  /// @param what a subject and its verb, such as `hints are`
  TraceQlException unsupported(Token token, String what) {
    return error(token.start(), token.end(), what + " not supported yet");
  }
}
