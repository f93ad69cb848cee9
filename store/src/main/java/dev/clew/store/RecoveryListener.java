package dev.clew.store;

/// Is told how far the replay of the log has come while a store opens. Called on the opening
/// thread.
@FunctionalInterface
public interface RecoveryListener {
  /// Hears nothing.
  RecoveryListener NONE = (segments, totalSegments, bytes, totalBytes) -> {};

  /// @param segments log segments replayed so far
  /// @param totalSegments how many there are
  /// @param bytes bytes of log replayed so far
  /// @param totalBytes how many there are
  void replayed(int segments, int totalSegments, long bytes, long totalBytes);
}
