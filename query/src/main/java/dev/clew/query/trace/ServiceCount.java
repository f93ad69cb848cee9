package dev.clew.query.trace;

/// What one service did in a trace.
///
/// @param service the resource's `service.name`; empty where it has none that is a string
/// @param spans how many spans it sent
/// @param errors how many of them have the status error
public record ServiceCount(String service, int spans, int errors) {}
