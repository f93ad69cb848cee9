package dev.clew.traceql;

/// An expression while it is parsed, with what errors about it need.
///
/// @param expression what was read, constants computed
/// @param start offset of its first unit
/// @param end offset after its last one
/// @param height of the expression's tree; a leaf has 1
record Node(Expression expression, int start, int end, int height) {}
