package dev.clew.store.log;

/// A batch is too large for one record. Sending it again as it is will not help.
public final class RecordTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RecordTooLargeException(String message) {
    super(message);
  }
}
