package dev.clew.traceql;

/// An expression whose value is, for each trace, a set of its spans.
public sealed interface Spanset permits SpansetFilter {}
