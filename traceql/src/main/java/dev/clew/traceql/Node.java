package dev.clew.traceql;

/// An expression while it is parsed, with what errors about it need.
///
/// @param expression what was read, constants computed
/// @param start offset of its first unit
/// @param end offset after its last one
/// @param height of the expression's tree: 1 for a leaf, a chain of `&&` and `||` is one level
/// @param chain how many conditions the chain of `&&` and `||` at its top joins; 1 for other nodes
record Node(Expression expression, int start, int end, int height, int chain) {
  Node(Expression expression, int start, int end, int height) {
    this(expression, start, end, height, 1);
  }
}
