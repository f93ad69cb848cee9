package dev.clew.traceql;

import java.util.Map;

/// Cuts the text into tokens, one at a time.
///
/// Attribute names are greedy: `+ - * / % [ ] :` belong to them, so `.a+1` is one attribute and
/// arithmetic needs spaces.
final class Lexer {
  private static final Map<String, Scope> ATTRIBUTE_SCOPES =
      Map.of(
          "span", Scope.SPAN,
          "resource", Scope.RESOURCE,
          "event", Scope.EVENT,
          "link", Scope.LINK,
          "instrumentation", Scope.INSTRUMENTATION);

  private final String text;
  private int at;

  Lexer(String text) {
    this.text = text;
  }

  /// The next token; [TokenKind#END] again and again at the end.
  Token next() {
    skipBlanks();
    int start = at;
    if (at == text.length()) {
      return new Token(TokenKind.END, start, start, null);
    }
    char c = text.charAt(at);
    if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      NumberLiteral number = NumberLiteral.read(text, at);
      at = number.end();
      return operand(start, number.value());
    }
    if (c == '"' || c == '`') {
      StringLiteral string = StringLiteral.read(text, at);
      at = string.end();
      return operand(start, new Static.Str(string.value()));
    }
    if (c == '.') {
      return operand(start, new Attribute(Scope.ANY, attributeName(start)));
    }
    if (isWordStart(c)) {
      return word();
    }
    TokenKind symbol = TokenKind.symbolAt(text, at);
    if (symbol == null) {
      throw unexpectedCharacter();
    }
    at += symbol.length();
    return new Token(symbol, start, at, null);
  }

  private Token operand(int start, Expression value) {
    return new Token(TokenKind.OPERAND, start, at, value);
  }

  private TraceQlException unexpectedCharacter() {
    int end = text.offsetByCodePoints(at, 1);
    String character = text.substring(at, end);
    String hint = character.equals("'") ? ", strings stand between double quotes or backticks" : "";
    return new TraceQlException(
        text, at, end, "unexpected character " + TraceQlPrinter.quote(character) + hint);
  }

  private void skipBlanks() {
    while (at < text.length()) {
      if (isBlank(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        int newline = text.indexOf('\n', at);
        at = newline < 0 ? text.length() : newline;
      } else if (text.startsWith("/*", at)) {
        int close = text.indexOf("*/", at + 2);
        if (close < 0) {
          throw new TraceQlException(text, at, text.length(), "the comment is not closed by */");
        }
        at = close + 2;
      } else {
        return;
      }
    }
  }

  private Token word() {
    int start = at;
    skipWord();
    String word = text.substring(start, at);
    char follows = at < text.length() ? text.charAt(at) : '\0';
    if (word.equals("parent")) {
      if (follows == '.') {
        attributeName(start);
      }
      return new Token(TokenKind.PARENT, start, at, null);
    }
    Scope scope = ATTRIBUTE_SCOPES.get(word);
    if (follows == '.' && scope != null) {
      return operand(start, new Attribute(scope, attributeName(start)));
    }
    if (follows == ':' && Keywords.isIntrinsicScope(word)) {
      return scopedIntrinsic(start, word);
    }
    Expression value = Keywords.value(word);
    if (value == null && follows == '.') {
      // An attribute without its scope, such as service.name, which the error shall show whole.
      attributeName(start);
    }
    return new Token(value == null ? TokenKind.WORD : TokenKind.OPERAND, start, at, value);
  }

  private void skipWord() {
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
  }

  private Token scopedIntrinsic(int start, String scope) {
    at++;
    int nameStart = at;
    skipWord();
    Intrinsic intrinsic = Intrinsic.named(text.substring(start, at));
    if (intrinsic == null) {
      throw new TraceQlException(
          text,
          start,
          at,
          "the scope "
              + scope
              + " has no intrinsic "
              + TraceQlPrinter.quote(text.substring(nameStart, at))
              + ", it has "
              + Keywords.intrinsicsIn(scope));
    }
    return operand(start, intrinsic);
  }

  /// Reads the name after the dot that stands here.
  private String attributeName(int start) {
    AttributeName name = AttributeName.read(text, at + 1);
    if (name.end() == at + 1) {
      throw new TraceQlException(
          text, start, at + 1, "the attribute's name is missing after the dot");
    }
    at = name.end();
    return name.value();
  }

  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c);
  }
}
