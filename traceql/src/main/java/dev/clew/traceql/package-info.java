/// The TraceQL language: lexer, parser, typed syntax tree, validation and printer. It depends on
/// none of the other modules.
@NullMarked
package dev.clew.traceql;

import org.jspecify.annotations.NullMarked;
