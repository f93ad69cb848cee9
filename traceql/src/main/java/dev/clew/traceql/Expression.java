package dev.clew.traceql;

/// An expression whose value is computed from one span, as it stands between braces.
///
/// Expressions are immutable, equal by value and well typed: constructors refuse operands whose
/// types are known to clash. Trees may be [TraceQl#MAX_DEPTH] high, so those with operands write
/// their `equals` and `hashCode` out: the ones that records are given take 2 KiB of stack a level.
public sealed interface Expression
    permits Static, Attribute, Intrinsic, Comparison, Logical, Not, Negate, Arithmetic {
  /// What is known of the value's type before any span is seen.
  Type type();
}
