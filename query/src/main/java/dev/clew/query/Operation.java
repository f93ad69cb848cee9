package dev.clew.query;

/// What services do: a span name with a span kind.
///
/// @param kind OTLP's number, known or not
public record Operation(String name, int kind) implements Comparable<Operation> {
  /// By name, then kind.
  @Override
  public int compareTo(Operation other) {
    int order = name.compareTo(other.name);
    return order != 0 ? order : Integer.compare(kind, other.kind);
  }
}
