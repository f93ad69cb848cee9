package dev.clew.query.filter;

/// A condition cannot be computed for a span. Thrown once a span at most, so without a stack trace.
final class EvaluationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvaluationFailure(String reason) {
    super(reason, null, false, false);
  }
}
