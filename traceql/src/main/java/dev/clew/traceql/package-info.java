/// The TraceQL language: lexer, parser, typed syntax tree, validation and printer. It depends on
/// none of the other modules.
///
/// Open [dev.clew.traceql.TraceQl] first: it turns text into a [dev.clew.traceql.Query]. The tree
/// below is made of [dev.clew.traceql.Spanset]s and [dev.clew.traceql.Expression]s, sealed and
/// equal by value; a tree that exists is well typed, because its constructors check. Code that
/// translates another query form builds the tree directly (`Attribute.resource("service.name")`,
/// `Logical.and(…)`), never text. [dev.clew.traceql.TraceQlPrinter] gives the text back.
///
/// Inside, [dev.clew.traceql.Lexer] makes tokens, [dev.clew.traceql.Parser] knows spansets,
/// [dev.clew.traceql.FieldExpressionParser] what stands between braces,
/// [dev.clew.traceql.TypeRules] which types go together.
@NullMarked
package dev.clew.traceql;

import org.jspecify.annotations.NullMarked;
