package dev.clew.traceql;

import org.jspecify.annotations.Nullable;

/// Reads the expression between braces by precedence climbing, checks types and computes constants
/// on the way, from the leaves up.
final class FieldExpressionParser {
  private final TokenReader tokens;
  private final RegexSyntax regexes;
  private int nesting;

  FieldExpressionParser(TokenReader tokens, RegexSyntax regexes) {
    this.tokens = tokens;
    this.regexes = regexes;
  }

  /// An expression of any type, up to the first token that cannot belong to it.
  Node expression() {
    return binary(Precedence.LOGICAL);
  }

  private Node binary(int minPrecedence) {
    Node left = prefixed();
    while (true) {
      Token operator = tokens.peek();
      int precedence = precedence(operator);
      if (precedence < minPrecedence) {
        return left;
      }
      tokens.next();
      Node right;
      if (precedence == Precedence.POWER) {
        enter(operator);
        right = binary(Precedence.POWER);
        nesting--;
      } else {
        right = binary(precedence + 1);
      }
      left = combine(left, operator, right);
    }
  }

  private Node prefixed() {
    Token first = tokens.peek();
    if (first.kind() != TokenKind.NOT && first.kind() != TokenKind.MINUS) {
      return operand();
    }
    tokens.next();
    enter(first);
    Node node;
    if (first.kind() == TokenKind.NOT) {
      Node operand = binary(Precedence.NOT + 1);
      check(first.start(), operand, TypeRules.not(operand.expression()));
      node = node(new Not(operand.expression()), first, operand);
    } else {
      Node operand = binary(Precedence.ADDITIVE + 1);
      check(first.start(), operand, TypeRules.negate(operand.expression()));
      node = node(new Negate(operand.expression()), first, operand);
    }
    nesting--;
    return node;
  }

  private Node operand() {
    Token token = tokens.next();
    Expression leaf = token.operand();
    if (leaf != null) {
      return new Node(leaf, token.start(), token.end(), 1);
    }
    return switch (token.kind()) {
      case LEFT_PARENTHESIS -> parenthesised(token);
      case PARENT ->
          throw tokens.unsupported(
              token,
              tokens.textOf(token).equals("parent")
                  ? "the intrinsic parent is"
                  : "the attribute scope parent is");
      case WORD -> throw unknownWord(token);
      case EQUAL -> throw tokens.expected("a value", token, ", equality is written with one =");
      default -> throw tokens.expected("a value", token, "");
    };
  }

  private Node parenthesised(Token open) {
    enter(open);
    Node inner = expression();
    nesting--;
    Token close = tokens.next();
    if (close.kind() != TokenKind.RIGHT_PARENTHESIS) {
      throw tokens.expected("an operator or )", close, "");
    }
    return new Node(inner.expression(), open.start(), close.end(), inner.height(), inner.chain());
  }

  private TraceQlException unknownWord(Token token) {
    String word = tokens.textOf(token);
    String what = LaterSyntax.describeCall(word);
    String problem =
        what == null
            ? "unknown word "
                + TraceQlPrinter.abbreviate(word)
                + ", an attribute begins with a dot or a scope: .x, span.x, resource.x"
            : what + " cannot stand between braces";
    return tokens.error(token.start(), token.end(), problem);
  }

  /// How tightly a binary operator binds; 0 for any other token.
  private int precedence(Token token) {
    return switch (token.kind()) {
      case AND, OR -> Precedence.LOGICAL;
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, REGEX, NOT_REGEX ->
          Precedence.COMPARISON;
      case PLUS, MINUS -> Precedence.ADDITIVE;
      case STAR, SLASH, PERCENT -> Precedence.MULTIPLICATIVE;
      case CARET -> Precedence.POWER;
      default -> {
        if (token.kind().isStructural()) {
          throw tokens.error(
              token.start(),
              token.end(),
              "the structural operator "
                  + tokens.textOf(token)
                  + " stands between spansets, not between braces");
        }
        yield 0;
      }
    };
  }

  private Node combine(Node left, Token operator, Node right) {
    return switch (operator.kind()) {
      case AND -> logical(left, LogicalOperator.AND, right);
      case OR -> logical(left, LogicalOperator.OR, right);
      case EQUAL -> comparison(left, ComparisonOperator.EQUAL, right);
      case NOT_EQUAL -> comparison(left, ComparisonOperator.NOT_EQUAL, right);
      case LESS -> comparison(left, ComparisonOperator.LESS, right);
      case LESS_EQUAL -> comparison(left, ComparisonOperator.LESS_EQUAL, right);
      case GREATER -> comparison(left, ComparisonOperator.GREATER, right);
      case GREATER_EQUAL -> comparison(left, ComparisonOperator.GREATER_EQUAL, right);
      case REGEX -> comparison(left, ComparisonOperator.REGEX, right);
      case NOT_REGEX -> comparison(left, ComparisonOperator.NOT_REGEX, right);
      case PLUS -> arithmetic(left, ArithmeticOperator.ADD, right);
      case MINUS -> arithmetic(left, ArithmeticOperator.SUBTRACT, right);
      case STAR -> arithmetic(left, ArithmeticOperator.MULTIPLY, right);
      case SLASH -> arithmetic(left, ArithmeticOperator.DIVIDE, right);
      case PERCENT -> arithmetic(left, ArithmeticOperator.REMAINDER, right);
      case CARET -> arithmetic(left, ArithmeticOperator.POWER, right);
      default -> throw new IllegalStateException("not a binary operator: " + operator.kind());
    };
  }

  private Node logical(Node left, LogicalOperator operator, Node right) {
    check(left.start(), right, TypeRules.logical(operator, left.expression(), right.expression()));
    boolean continues = left.expression() instanceof Logical;
    int leftHeight = continues ? left.height() - 1 : left.height();
    int height = 1 + Math.max(leftHeight, right.height());
    Node joined =
        node(
            new Logical(operator, left.expression(), right.expression()),
            left.start(),
            right.end(),
            height);
    int chain = joined.expression() instanceof Logical ? left.chain() + 1 : 1;
    if (chain > TraceQl.MAX_CHAIN) {
      throw tokens.error(
          left.start(),
          right.end(),
          "more than " + TraceQl.MAX_CHAIN + " conditions are joined by && and ||");
    }
    return new Node(joined.expression(), joined.start(), joined.end(), joined.height(), chain);
  }

  private Node comparison(Node left, ComparisonOperator operator, Node right) {
    check(
        left.start(), right, TypeRules.comparison(operator, left.expression(), right.expression()));
    if (operator.isRegex() && right.expression() instanceof Static.Str(String regex)) {
      checkRegex(regex, right);
    }
    return node(new Comparison(operator, left.expression(), right.expression()), left, right);
  }

  private Node arithmetic(Node left, ArithmeticOperator operator, Node right) {
    check(
        left.start(), right, TypeRules.arithmetic(operator, left.expression(), right.expression()));
    return node(new Arithmetic(operator, left.expression(), right.expression()), left, right);
  }

  private void checkRegex(String regex, Node literal) {
    RegexSyntax.Fault fault = regexes.fault(regex);
    if (fault != null) {
      throw tokens.errorInString(literal, fault.start(), fault.end(), fault.problem());
    }
  }

  private void check(int start, Node last, @Nullable String problem) {
    if (problem != null) {
      throw tokens.error(start, last.end(), problem);
    }
  }

  private Node node(Expression expression, Node left, Node right) {
    return node(expression, left.start(), right.end(), 1 + Math.max(left.height(), right.height()));
  }

  private Node node(Expression expression, Token prefix, Node operand) {
    return node(expression, prefix.start(), operand.end(), 1 + operand.height());
  }

  private Node node(Expression expression, int start, int end, int height) {
    Expression computed;
    try {
      computed = ConstantFolding.fold(expression);
    } catch (ArithmeticException e) {
      throw tokens.error(start, end, String.valueOf(e.getMessage()));
    }
    int remaining = computed instanceof Static ? 1 : height;
    if (remaining > TraceQl.MAX_DEPTH) {
      throw tooDeep(start, end);
    }
    return new Node(computed, start, end, remaining);
  }

  private void enter(Token token) {
    nesting++;
    if (nesting > TraceQl.MAX_DEPTH) {
      throw tooDeep(token.start(), token.end());
    }
  }

  private TraceQlException tooDeep(int start, int end) {
    return tokens.error(
        start, end, "the expression nests deeper than " + TraceQl.MAX_DEPTH + " levels");
  }
}
