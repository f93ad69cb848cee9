package dev.clew.traceql;

/// How literals are written. The few values that no literal denotes are written as the constant
/// expression that gives them.
final class StaticText {
  private StaticText() {}

  static String of(Static value) {
    return switch (value) {
      case Static.Nil _ -> "nil";
      case Static.Int(long number) -> number == Long.MIN_VALUE ? "minInt" : Long.toString(number);
      case Static.FloatValue(double number) -> of(number);
      case Static.Bool(boolean truth) -> Boolean.toString(truth);
      case Static.Str(String text) -> TraceQlPrinter.quote(text);
      case Static.Duration(long nanos) -> duration(nanos);
      case Static.StatusValue(SpanStatus status) -> status.text();
      case Static.KindValue(SpanKind kind) -> kind.text();
    };
  }

  /// Whether the text begins with a minus sign, and so is a prefix expression.
  static boolean isNegative(Static value) {
    return of(value).startsWith("-");
  }

  /// How tightly the text binds.
  static int precedence(Static value) {
    if (isNegative(value)) {
      return Precedence.ADDITIVE;
    }
    boolean computed =
        switch (value) {
          case Static.FloatValue(double number) -> !Double.isFinite(number);
          case Static.Duration(long nanos) -> nanos == Long.MIN_VALUE;
          default -> false;
        };
    return computed ? Precedence.MULTIPLICATIVE : Precedence.OPERAND;
  }

  private static String of(double number) {
    if (Double.isNaN(number)) {
      return "0.0 / 0.0";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "1.0 / 0.0" : "-1.0 / 0.0";
    }
    return Double.toString(number).replace('E', 'e');
  }

  private static String duration(long nanos) {
    if (nanos == Long.MIN_VALUE) {
      return "minInt * 1ns";
    }
    return nanos < 0 ? "-" + DurationText.format(-nanos) : DurationText.format(nanos);
  }
}
