package dev.clew.model.otlp;

/// Says that a body is no OTLP trace data, or more of it than is taken: where, what was found, and
/// what is allowed. Nothing of the body counts then.
public final class OtlpDecodeException extends Exception {
  private static final long serialVersionUID = 1L;

  /// What kind of refusal this is.
  public enum Reason {
    /// The body is damaged or something else than OTLP; sending it again is no use.
    MALFORMED,
    /// The body is well-formed so far, and too large.
    TOO_LARGE
  }

  private final Reason reason;
  private final long offset;
  private final String field;

  OtlpDecodeException(Reason reason, String field, long offset, String message) {
    super(message);
    this.reason = reason;
    this.field = field;
    this.offset = offset;
  }

  public Reason reason() {
    return reason;
  }

  /// Where in the body the trouble begins: bytes from its start, or characters where the body is
  /// text that was read as such.
  public long offset() {
    return offset;
  }

  /// The field's path in OTLP's JSON names, such as
  /// `resourceSpans[0].scopeSpans[0].spans[3].traceId`; empty for the body itself.
  public String field() {
    return field;
  }
}
