package dev.clew.query.filter;

import dev.clew.traceql.ComparisonOperator;
import dev.clew.traceql.SpanKind;
import dev.clew.traceql.SpanStatus;
import dev.clew.traceql.Static;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// A question about a single value that does not depend on the span: `= "GET"`, `> 100ms`. Of a
/// value whose type does not go with the question it is false.
///
/// There is no test for `!=` or `!~`: those are the absence of a value that passes `=` or `=~`,
/// which is not the same where a field has several values.
abstract sealed class ScalarTest
    permits ScalarTest.Text,
        RegexTest,
        NumberTest,
        ScalarTest.Bool,
        ScalarTest.Numbered,
        ScalarTest.AnyOf {
  /// Whether values of a kind can be compared with what this asks for.
  abstract boolean takes(ValueKind kind);

  /// Whether the elements of arrays are asked too.
  boolean looksIntoArrays() {
    return true;
  }

  /// Asks of a string, given as UTF-8.
  boolean text(byte[] heap, int offset, int length) {
    return false;
  }

  /// Asks of an int or a duration.
  boolean integer(long value) {
    return false;
  }

  boolean real(double value) {
    return false;
  }

  boolean bool(boolean value) {
    return false;
  }

  /// Asks of a status or span kind, given as OTLP's number.
  boolean numbered(ValueKind kind, long number) {
    return false;
  }

  /// Whether an int or duration from `min` to `max` may pass.
  boolean mayPass(long min, long max) {
    return true;
  }

  /// Asks of a word of a column.
  final boolean word(ValueKind kind, long word) {
    return switch (kind) {
      case INT, DURATION -> integer(word);
      case DOUBLE -> real(Double.longBitsToDouble(word));
      case BOOL -> bool(word != 0);
      case STATUS, KIND -> numbered(kind, word);
      case STRING, ARRAY, OPAQUE -> false;
    };
  }

  /// Asks of a value.
  final boolean value(Static value) {
    return switch (value) {
      case Static.Str(String text) -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        yield text(utf8, 0, utf8.length);
      }
      case Static.Int(long number) -> integer(number);
      case Static.Duration(long nanos) -> integer(nanos);
      case Static.FloatValue(double number) -> real(number);
      case Static.Bool(boolean truth) -> bool(truth);
      case Static.StatusValue(SpanStatus status) -> numbered(ValueKind.STATUS, status.ordinal());
      case Static.KindValue(SpanKind kind) -> numbered(ValueKind.KIND, kind.ordinal());
      case Static.Nil _ -> false;
    };
  }

  static ValueKind kindOf(Static value) {
    return switch (value) {
      case Static.Str _ -> ValueKind.STRING;
      case Static.Int _ -> ValueKind.INT;
      case Static.Duration _ -> ValueKind.DURATION;
      case Static.FloatValue _ -> ValueKind.DOUBLE;
      case Static.Bool _ -> ValueKind.BOOL;
      case Static.StatusValue _ -> ValueKind.STATUS;
      case Static.KindValue _ -> ValueKind.KIND;
      case Static.Nil _ -> ValueKind.OPAQUE;
    };
  }

  /// Compares with a literal.
  ///
  /// @param operator neither `!=` nor a regular expression
  /// @param literal not nil
  static ScalarTest of(ComparisonOperator operator, Static literal) {
    return switch (literal) {
      case Static.Str(String text) -> new Text(operator, text.getBytes(StandardCharsets.UTF_8));
      case Static.Int(long number) -> NumberTest.of(operator, number);
      case Static.Duration(long nanos) -> NumberTest.of(operator, nanos);
      case Static.FloatValue(double number) -> NumberTest.of(operator, number);
      case Static.Bool _, Static.StatusValue _, Static.KindValue _ when operator.isOrdering() ->
          new AnyOf(List.of()); // they have no order
      case Static.Bool(boolean truth) -> new Bool(truth, true);
      case Static.StatusValue(SpanStatus status) ->
          new Numbered(ValueKind.STATUS, status.ordinal());
      case Static.KindValue(SpanKind kind) -> new Numbered(ValueKind.KIND, kind.ordinal());
      case Static.Nil _ -> throw new IllegalArgumentException("nil passes no comparison");
    };
  }

  /// Strings in the order of their bytes.
  static final class Text extends ScalarTest {
    private final ComparisonOperator operator;
    private final byte[] literal;

    Text(ComparisonOperator operator, byte[] literal) {
      this.operator = operator;
      this.literal = literal;
    }

    /// Whether only one string passes.
    boolean isEquality() {
      return operator == ComparisonOperator.EQUAL;
    }

    byte[] literal() {
      return literal;
    }

    @Override
    boolean takes(ValueKind kind) {
      return kind == ValueKind.STRING;
    }

    @Override
    boolean text(byte[] heap, int offset, int length) {
      if (isEquality()) {
        return length == literal.length
            && Arrays.equals(heap, offset, offset + length, literal, 0, length);
      }
      int order = Arrays.compareUnsigned(heap, offset, offset + length, literal, 0, literal.length);
      return Numbers.ordered(operator, order);
    }
  }

  /// Equality with a truth value.
  static final class Bool extends ScalarTest {
    private final boolean truth;
    private final boolean elementsToo;

    /// @param elementsToo false where elements of arrays do not count
    Bool(boolean truth, boolean elementsToo) {
      this.truth = truth;
      this.elementsToo = elementsToo;
    }

    @Override
    boolean takes(ValueKind kind) {
      return kind == ValueKind.BOOL;
    }

    @Override
    boolean looksIntoArrays() {
      return elementsToo;
    }

    @Override
    boolean bool(boolean value) {
      return value == truth;
    }
  }

  /// Equality with a status or a span kind.
  static final class Numbered extends ScalarTest {
    private final ValueKind kind;
    private final int number;

    Numbered(ValueKind kind, int number) {
      this.kind = kind;
      this.number = number;
    }

    @Override
    boolean takes(ValueKind wanted) {
      return wanted == kind;
    }

    @Override
    boolean numbered(ValueKind of, long value) {
      return of == kind && (known(value) ? value : 0) == number;
    }

    private boolean known(long value) {
      long highest = (kind == ValueKind.STATUS ? SpanStatus.ERROR : SpanKind.CONSUMER).ordinal();
      return value >= 0 && value <= highest;
    }
  }

  /// Passes what one of several tests does.
  static final class AnyOf extends ScalarTest {
    private final List<ScalarTest> tests;

    AnyOf(List<ScalarTest> tests) {
      this.tests = tests;
    }

    @Override
    boolean takes(ValueKind kind) {
      for (ScalarTest test : tests) {
        if (test.takes(kind)) {
          return true;
        }
      }
      return false;
    }

    @Override
    boolean text(byte[] heap, int offset, int length) {
      for (ScalarTest test : tests) {
        if (test.text(heap, offset, length)) {
          return true;
        }
      }
      return false;
    }

    @Override
    boolean integer(long value) {
      for (ScalarTest test : tests) {
        if (test.integer(value)) {
          return true;
        }
      }
      return false;
    }

    @Override
    boolean real(double value) {
      for (ScalarTest test : tests) {
        if (test.real(value)) {
          return true;
        }
      }
      return false;
    }

    @Override
    boolean bool(boolean value) {
      for (ScalarTest test : tests) {
        if (test.bool(value)) {
          return true;
        }
      }
      return false;
    }

    @Override
    boolean numbered(ValueKind kind, long number) {
      for (ScalarTest test : tests) {
        if (test.numbered(kind, number)) {
          return true;
        }
      }
      return false;
    }

    @Override
    boolean mayPass(long min, long max) {
      for (ScalarTest test : tests) {
        if (test.mayPass(min, max)) {
          return true;
        }
      }
      return false;
    }
  }
}
