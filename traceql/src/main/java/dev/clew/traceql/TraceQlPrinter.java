package dev.clew.traceql;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes queries in their canonical form, which parses back to an equal query: one space around
/// binary operators, no parentheses but those that are needed, the short names of intrinsics,
/// strings in double quotes.
///
/// What the parser would compute, such as a hand-made `1 + 2`, parses back computed. A hand-made
/// query beyond the limits of [TraceQl] is printed all the same, but refused when parsed.
public final class TraceQlPrinter {
  /// The longest piece of a query that an error message repeats, in UTF-16 units.
  private static final int MAX_QUOTED = 60;

  private final StringBuilder out = new StringBuilder();

  private TraceQlPrinter() {}

  /// The text of a query.
  public static String print(Query query) {
    return print(query.root());
  }

  /// The text of a spanset expression.
  public static String print(Spanset spanset) {
    return switch (spanset) {
      case SpansetFilter(Static.Bool(boolean value)) when value -> "{ }";
      case SpansetFilter(Expression condition) -> "{ " + print(condition) + " }";
    };
  }

  /// The text of an expression, as it stands between braces.
  public static String print(Expression expression) {
    TraceQlPrinter printer = new TraceQlPrinter();
    printer.write(expression, Precedence.LOGICAL, 0);
    return printer.out.toString();
  }

  /// A string literal for any text, quotes included.
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /// A piece of a query for an error message, on one line and not too long.
  static String abbreviate(String text) {
    if (text.length() <= MAX_QUOTED) {
      return quote(text);
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_QUOTED - 1));
    return quote(text.substring(0, splitsPair ? MAX_QUOTED - 1 : MAX_QUOTED) + "…");
  }

  /// Writes a subexpression, in parentheses if its text would be read otherwise where it stands.
  ///
  /// @param atLeast how tightly it must bind to be read as one operand
  /// @param follows how tightly the operator to its right binds, 0 when none follows: a trailing
  ///     prefix expression would swallow a tighter one
  private void write(Expression expression, int atLeast, int follows) {
    boolean prefix = isPrefix(expression);
    int precedence = precedence(expression);
    if (prefix ? follows > precedence : precedence < atLeast) {
      out.append('(');
      writeBare(expression, 0);
      out.append(')');
    } else {
      writeBare(expression, follows);
    }
  }

  private void writeBare(Expression expression, int follows) {
    switch (expression) {
      case Static value -> out.append(StaticText.of(value));
      case Attribute(Scope scope, String name) ->
          out.append(scope.prefix()).append(AttributeName.write(scope, name));
      case Intrinsic intrinsic -> out.append(intrinsic.text());
      case Comparison(ComparisonOperator operator, Expression left, Expression right) ->
          writeLeftAssociative(left, operator.symbol(), right, Precedence.COMPARISON, follows);
      case Logical logical -> writeChain(logical);
      case Arithmetic(ArithmeticOperator operator, Expression left, Expression right) -> {
        int precedence = Precedence.of(operator);
        if (operator == ArithmeticOperator.POWER) {
          write(left, precedence + 1, precedence);
          out.append(" ^ ");
          write(right, precedence, follows);
        } else {
          writeLeftAssociative(left, operator.symbol(), right, precedence, follows);
        }
      }
      case Not(Expression operand) -> {
        out.append('!');
        write(operand, Precedence.NOT + 1, follows);
      }
      case Negate(Expression operand) -> {
        out.append('-');
        write(operand, Precedence.ADDITIVE + 1, follows);
      }
    }
  }

  /// Like [#writeLeftAssociative] for every link of a chain of `&&` and `||`, which may be long.
  private void writeChain(Logical last) {
    Deque<Logical> links = new ArrayDeque<>();
    Expression first = last;
    while (first instanceof Logical link) {
      links.push(link);
      first = link.left();
    }
    write(first, Precedence.LOGICAL, Precedence.LOGICAL);
    for (Logical link : links) {
      out.append(' ').append(link.operator().symbol()).append(' ');
      write(link.right(), Precedence.LOGICAL + 1, Precedence.LOGICAL);
    }
  }

  private void writeLeftAssociative(
      Expression left, String symbol, Expression right, int precedence, int follows) {
    write(left, precedence, precedence);
    out.append(' ').append(symbol).append(' ');
    write(right, precedence + 1, follows);
  }

  private static boolean isPrefix(Expression expression) {
    return switch (expression) {
      case Not _, Negate _ -> true;
      case Static value -> StaticText.isNegative(value);
      default -> false;
    };
  }

  private static int precedence(Expression expression) {
    return switch (expression) {
      case Logical _ -> Precedence.LOGICAL;
      case Comparison _ -> Precedence.COMPARISON;
      case Arithmetic arithmetic -> Precedence.of(arithmetic.operator());
      case Not _ -> Precedence.NOT;
      case Negate _ -> Precedence.ADDITIVE;
      case Static value -> StaticText.precedence(value);
      case Attribute _, Intrinsic _ -> Precedence.OPERAND;
    };
  }
}
