package dev.clew.traceql;

/// A literal, or the value of a constant expression.
public sealed interface Static extends Expression {
  /// The absence of a value. `x = nil` asks whether x is absent, `x != nil` whether it exists; any
  /// other comparison with an absent value is false.
  record Nil() implements Static {
    @Override
    public Type type() {
      return Type.NIL;
    }

    @Override
    public String toString() {
      return TraceQlPrinter.print(this);
    }
  }

  /// A 64-bit integer.
  record Int(long value) implements Static {
    @Override
    public Type type() {
      return Type.INT;
    }

    @Override
    public String toString() {
      return TraceQlPrinter.print(this);
    }
  }

  /// A double, possibly infinite or NaN (`1.0 / 0` is a constant). Equality is that of
  /// [Double#compare]: NaN equals itself, and zeros differ by sign.
  record FloatValue(double value) implements Static {
    @Override
    public Type type() {
      return Type.FLOAT;
    }

    @Override
    public String toString() {
      return TraceQlPrinter.print(this);
    }
  }

  /// A truth value.
  record Bool(boolean value) implements Static {
    @Override
    public Type type() {
      return Type.BOOL;
    }

    @Override
    public String toString() {
      return TraceQlPrinter.print(this);
    }
  }

  /// A string; strings are ordered as their UTF-8 bytes are.
  record Str(String value) implements Static {
    @Override
    public Type type() {
      return Type.STRING;
    }

    @Override
    public String toString() {
      return TraceQlPrinter.print(this);
    }
  }

  /// A time span.
  ///
  /// @param nanos nanoseconds, of any sign
  record Duration(long nanos) implements Static {
    @Override
    public Type type() {
      return Type.DURATION;
    }

    @Override
    public String toString() {
      return TraceQlPrinter.print(this);
    }
  }

  /// A span status: `ok`, `error` or `unset`.
  record StatusValue(SpanStatus status) implements Static {
    @Override
    public Type type() {
      return Type.STATUS;
    }

    @Override
    public String toString() {
      return TraceQlPrinter.print(this);
    }
  }

  /// A span kind such as `server`.
  record KindValue(SpanKind kind) implements Static {
    @Override
    public Type type() {
      return Type.KIND;
    }

    @Override
    public String toString() {
      return TraceQlPrinter.print(this);
    }
  }
}
