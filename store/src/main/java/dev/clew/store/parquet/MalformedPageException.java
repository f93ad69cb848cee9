package dev.clew.store.parquet;

/// Bytes of a page that no writer writes. Who knows file and column adds them.
final class MalformedPageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedPageException(String message) {
    super(message);
  }
}
