package dev.clew.query.read;

/// A query ends without an answer. The message says why, and names limits with their values.
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Whose doing it is.
  public enum Kind {
    /// The query is wrong: by its text, or because it cannot be computed for a span it meets.
    INVALID_QUERY,
    /// The query is right and not supported.
    UNSUPPORTED,
    /// The query ran into one of its {@link QueryLimits}.
    LIMIT_EXCEEDED,
    /// The caller no longer wants the answer.
    CANCELLED
  }

  private final Kind kind;

  public QueryException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
