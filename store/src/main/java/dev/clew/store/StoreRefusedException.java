package dev.clew.store;

import org.jspecify.annotations.Nullable;

/// A batch was not stored; the message says why. None of its spans will appear because of this
/// attempt while the process runs.
public final class StoreRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  StoreRefusedException(String message, boolean retryable, @Nullable Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  /// A refusal after which the same batch may be sent again, and doubles nothing.
  static StoreRefusedException retryable(String message, @Nullable Throwable cause) {
    return new StoreRefusedException(message, true, cause);
  }

  /// Whether sending the same batch again later can help.
  public boolean retryable() {
    return retryable;
  }
}
