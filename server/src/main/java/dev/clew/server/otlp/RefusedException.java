package dev.clew.server.otlp;

/// A request is not taken, and nothing of it is kept. The message is for the sender.
///
/// Has no stack trace: refusing must stay cheap when it happens often.
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /// After how many seconds a refused sender may try again.
  static final int RETRY_SECONDS = 1;

  private final Refusal refusal;

  RefusedException(Refusal refusal, String message) {
    super(message, null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  static RefusedException overloaded(InFlightBytes inFlight) {
    return new RefusedException(
        Refusal.OVERLOADED,
        "requests in flight hold "
            + inFlight.held()
            + " of "
            + inFlight.limit()
            + " bytes, send this one again later");
  }

  static RefusedException tooLarge(String what, long limit) {
    return new RefusedException(
        Refusal.TOO_LARGE,
        what + " is larger than " + limit + " bytes, the limit; send smaller batches");
  }
}
