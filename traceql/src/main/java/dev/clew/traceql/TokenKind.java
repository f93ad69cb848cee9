package dev.clew.traceql;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [Token] is.
enum TokenKind {
  /// A literal, an attribute or an intrinsic.
  OPERAND,
  /// A word that means nothing between braces, such as `by`.
  WORD,
  /// `parent`, `parent.x`, `parent.span.x` or `parent.resource.x`.
  PARENT,
  /// The end of the text.
  END,

  LEFT_BRACE("{"),
  RIGHT_BRACE("}"),
  LEFT_PARENTHESIS("("),
  RIGHT_PARENTHESIS(")"),
  COMMA(","),
  PIPE("|"),
  AND("&&"),
  OR("||"),
  NOT("!"),
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_EQUAL("<="),
  GREATER(">"),
  GREATER_EQUAL(">="),
  REGEX("=~"),
  /// Not-regex between braces, not-sibling between spansets.
  NOT_REGEX("!~"),
  PLUS("+"),
  MINUS("-"),
  STAR("*"),
  SLASH("/"),
  PERCENT("%"),
  CARET("^"),

  DESCENDANT(">>"),
  ANCESTOR("<<"),
  SIBLING("~"),
  NOT_DESCENDANT("!>>"),
  NOT_CHILD("!>"),
  NOT_ANCESTOR("!<<"),
  NOT_PARENT("!<"),
  UNION_DESCENDANT("&>>"),
  UNION_CHILD("&>"),
  UNION_ANCESTOR("&<<"),
  UNION_PARENT("&<"),
  UNION_SIBLING("&~");

  private static final List<TokenKind> SYMBOLS_LONGEST_FIRST =
      Arrays.stream(values())
          .filter(kind -> !kind.symbol.isEmpty())
          .sorted(Comparator.comparingInt((TokenKind kind) -> kind.symbol.length()).reversed())
          .toList();

  private final String symbol;

  TokenKind() {
    this("");
  }

  TokenKind(String symbol) {
    this.symbol = symbol;
  }

  /// How many units the symbol has.
  int length() {
    return symbol.length();
  }

  /// The longest symbol that stands at an offset, null when none does.
  static @Nullable TokenKind symbolAt(String text, int offset) {
    for (TokenKind kind : SYMBOLS_LONGEST_FIRST) {
      if (text.startsWith(kind.symbol, offset)) {
        return kind;
      }
    }
    return null;
  }

  /// Whether the symbol relates spansets by their spans' places in the trace and nothing else.
  boolean isStructural() {
    return compareTo(DESCENDANT) >= 0;
  }
}
