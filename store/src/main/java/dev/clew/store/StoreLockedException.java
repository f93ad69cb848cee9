package dev.clew.store;

import java.io.IOException;

/// Another process has the data folder; the message says which.
public final class StoreLockedException extends IOException {
  private static final long serialVersionUID = 1L;

  StoreLockedException(String message) {
    super(message);
  }
}
