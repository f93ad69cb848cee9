package dev.clew.store.log;

import java.io.IOException;
import java.nio.file.Path;

/// A place in a segment file does not hold what was once written there. The message names file and
/// offset.
public final class LogDamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  LogDamagedException(Path file, long offset, String reason, Throwable cause) {
    super(file + " is damaged at offset " + offset + ": " + reason, cause);
  }
}
