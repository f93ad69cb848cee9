package dev.clew.model;

/// Columns that were read from somewhere do not make up a batch. The message says which and why.
public final class MalformedColumnsException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedColumnsException(String message) {
    super(message);
  }
}
