package dev.clew.server.otlp;

/// Spans cannot be kept now, but perhaps later. The message is for the sender.
public final class SinkUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public SinkUnavailableException(String message) {
    super(message, null, false, false);
  }
}
