package dev.clew.traceql;

/// An expression whose value is computed from one span, as it stands between braces.
///
/// Expressions are immutable, equal by value and well typed: constructors refuse operands whose
/// types are known to clash.
public sealed interface Expression
    permits Static, Attribute, Intrinsic, Comparison, Logical, Not, Negate, Arithmetic {
  /// What is known of the value's type before any span is seen.
  Type type();
}
