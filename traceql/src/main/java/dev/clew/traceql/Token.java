package dev.clew.traceql;

import org.jspecify.annotations.Nullable;

/// A piece of the text.
///
/// @param kind what it is
/// @param start offset of its first unit
/// @param end offset after its last one
/// @param operand the leaf it stands for when it is an [TokenKind#OPERAND], else null
record Token(TokenKind kind, int start, int end, @Nullable Expression operand) {}
