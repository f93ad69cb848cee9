/// The TraceQL language: lexer, parser, typed syntax tree, validation and printer. Depends on nothing.
@NullMarked
package dev.clew.traceql;

import org.jspecify.annotations.NullMarked;
