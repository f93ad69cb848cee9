package dev.clew.store.block;

import java.io.IOException;

/// The bytes of a `meta.json` are not those that were written.
public final class DamagedMetaException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedMetaException(String message) {
    super(message);
  }
}
