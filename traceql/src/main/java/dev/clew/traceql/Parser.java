package dev.clew.traceql;

/// Reads a query: spansets and what joins them.
final class Parser {
  private final TokenReader tokens;
  private final RegexSyntax regexes;

  Parser(String text, RegexSyntax regexes) {
    this.tokens = new TokenReader(text);
    this.regexes = regexes;
  }

  Query query() {
    Spanset root = spanset();
    Token next = tokens.peek();
    if (next.kind() != TokenKind.END) {
      throw afterSpanset(next);
    }
    return new Query(root);
  }

  private Spanset spanset() {
    Token open = tokens.next();
    if (open.kind() != TokenKind.LEFT_BRACE) {
      throw insteadOfSpanset(open);
    }
    return filter();
  }

  private SpansetFilter filter() {
    if (tokens.take(TokenKind.RIGHT_BRACE)) {
      return new SpansetFilter(new Static.Bool(true));
    }
    Node condition = new FieldExpressionParser(tokens, regexes).expression();
    String problem = TypeRules.filter(condition.expression());
    if (problem != null) {
      throw tokens.error(condition.start(), condition.end(), problem);
    }
    Token close = tokens.next();
    if (close.kind() != TokenKind.RIGHT_BRACE) {
      throw tokens.expected("an operator or }", close, "");
    }
    return new SpansetFilter(condition.expression());
  }

  private TraceQlException insteadOfSpanset(Token token) {
    if (token.kind() == TokenKind.LEFT_PARENTHESIS) {
      return tokens.unsupported(token, "parentheses around spansets are");
    }
    if (token.kind() == TokenKind.WORD) {
      String what = LaterSyntax.describeCall(tokens.textOf(token));
      if (what != null) {
        return tokens.unsupported(token, what + " is");
      }
    }
    return tokens.expected("{", token, "");
  }

  private TraceQlException afterSpanset(Token token) {
    TokenKind kind = token.kind();
    if (kind.isStructural()
        || kind == TokenKind.GREATER
        || kind == TokenKind.LESS
        || kind == TokenKind.NOT_REGEX) {
      return tokens.unsupported(token, "the structural operator " + tokens.textOf(token) + " is");
    }
    if (kind == TokenKind.AND || kind == TokenKind.OR) {
      return tokens.unsupported(token, "the spanset operator " + tokens.textOf(token) + " is");
    }
    if (kind == TokenKind.PIPE) {
      tokens.next();
      Token stage = tokens.peek();
      String what =
          stage.kind() == TokenKind.WORD ? LaterSyntax.describeCall(tokens.textOf(stage)) : null;
      return what == null
          ? tokens.unsupported(token, "a pipeline is")
          : tokens.unsupported(stage, what + " is");
    }
    if (kind == TokenKind.WORD && tokens.textOf(token).equals("with")) {
      return tokens.unsupported(token, "a hint is");
    }
    return tokens.expected("the end of the query", token, "");
  }
}
