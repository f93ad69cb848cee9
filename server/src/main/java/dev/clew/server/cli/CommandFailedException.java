package dev.clew.server.cli;

/// A command cannot do what it was asked; the message is for the person at the terminal.
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailedException(String message) {
    super(message);
  }
}
