package dev.clew.query;

import dev.clew.traceql.Expression;
import dev.clew.traceql.Static;
import java.util.List;
import java.util.Map;

/// A span that a search found.
///
/// @param spanId eight bytes, big-endian
/// @param startNanos since 1970
/// @param durationNanos signed
/// @param service the resource's `service.name`; empty where it has none that is a string
/// @param fields the attributes and intrinsics that the query mentions and the span has, in the
/// order of the query, each with its values: one, or all of an array or of the span's events
public record SpanMatch(
    long spanId,
    String name,
    long startNanos,
    long durationNanos,
    String service,
    Map<Expression, List<Static>> fields) {}
