package dev.clew.store.manifest;

import java.io.IOException;

/// A manifest was renamed but its directory entry could not be synced before the process ended. It
/// may or may not be in force at the next start; nothing that it or the one before it names may be
/// deleted.
public final class CommitAbandonedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommitAbandonedException(IOException cause) {
    super("the folder of a new manifest could not be synced: " + cause.getMessage(), cause);
  }
}
