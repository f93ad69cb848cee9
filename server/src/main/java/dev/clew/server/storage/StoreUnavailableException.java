package dev.clew.server.storage;

/// The store is not open; the message says why, for whoever asked.
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreUnavailableException(String message) {
    super(message, null, false, false);
  }
}
