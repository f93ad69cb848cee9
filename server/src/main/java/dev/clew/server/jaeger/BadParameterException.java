package dev.clew.server.jaeger;

/// A request parameter is missing or not of its form; the message names it, its value and what
/// would do.
final class BadParameterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadParameterException(String message) {
    super(message);
  }

  BadParameterException(String name, String value, String allowed) {
    super("parameter " + name + " is \"" + value + "\": " + allowed);
  }
}
