package dev.clew.server.wiring;

/// A port that was asked for by name is taken by another process; the message names it.
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTakenException(String message, Throwable cause) {
    super(message, cause);
  }
}
