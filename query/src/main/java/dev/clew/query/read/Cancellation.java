package dev.clew.query.read;

/// Says whether the caller still wants the answer. Asked often, from the thread of the query.
@FunctionalInterface
public interface Cancellation {
  /// Never cancelled.
  Cancellation NONE = () -> false;

  boolean isCancelled();
}
