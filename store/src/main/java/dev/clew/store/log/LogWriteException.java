package dev.clew.store.log;

import java.io.IOException;
import java.nio.file.Path;

/// Records could not be written to a segment file.
public final class LogWriteException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean cut;

  LogWriteException(Path file, long offset, boolean cut, IOException cause) {
    super("writing to " + file + " at offset " + offset + " failed: " + cause.getMessage(), cause);
    this.cut = cut;
  }

  /// Whether the file was cut to where it was before, so that it can be written on.
  public boolean cut() {
    return cut;
  }
}
