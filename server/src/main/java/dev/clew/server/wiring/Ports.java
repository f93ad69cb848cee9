package dev.clew.server.wiring;

/// Where the doors of a running process are; 0 for one that is closed.
///
/// @param otlpGrpc by default 4317; speaks OTLP over gRPC and HTTP alike
/// @param otlpHttp by default 4318; the same
/// @param query by default 16686: Clew's API and Jaeger's
/// @param health by default 13133
/// @param metrics by default 8888
public record Ports(int otlpGrpc, int otlpHttp, int query, int health, int metrics) {}
