package dev.clew.server.jaeger;

/// What was asked for is not stored.
final class NotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotFoundException(String message) {
    super(message);
  }
}
