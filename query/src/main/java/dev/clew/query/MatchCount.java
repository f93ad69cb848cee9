package dev.clew.query;

/// How much a query matches.
///
/// @param spans matching spans in the time window
/// @param traces how many traces they belong to
public record MatchCount(long spans, long traces) {}
