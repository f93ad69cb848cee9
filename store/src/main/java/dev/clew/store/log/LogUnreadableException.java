package dev.clew.store.log;

import java.io.IOException;
import java.nio.file.Path;

/// The disk does not give the bytes of a segment file.
public final class LogUnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  LogUnreadableException(Path file, long offset, IOException cause) {
    super(file + " cannot be read at offset " + offset + ": " + cause.getMessage(), cause);
  }
}
