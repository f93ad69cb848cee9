package dev.clew.server.otlp;

import com.linecorp.armeria.common.HttpStatus;

/// Why a request is not taken, with the status that each protocol has for it.
enum Refusal {
  /// The body cannot be decompressed or decoded.
  MALFORMED("malformed", 400, 3, false),
  /// The method is not POST.
  METHOD("method", 405, 12, false),
  /// There is no such path.
  PATH("path", 404, 12, false),
  /// The content type is not one of OTLP's.
  TYPE("content_type", 415, 3, false),
  /// The compression is not known.
  CODING("content_encoding", 415, 12, false),
  /// The body is larger than is taken, compressed or not.
  TOO_LARGE("too_large", 413, 8, false),
  /// The requests in flight hold as much memory as they may.
  OVERLOADED("overloaded", 429, 14, true),
  /// The store is starting, stopping, or refuses.
  UNAVAILABLE("unavailable", 503, 14, true),
  /// A fault of this process.
  INTERNAL("internal", 500, 13, false);

  private final String label;
  private final int httpStatus;
  private final int grpcCode;
  private final boolean retryable;

  Refusal(String label, int httpStatus, int grpcCode, boolean retryable) {
    this.label = label;
    this.httpStatus = httpStatus;
    this.grpcCode = grpcCode;
    this.retryable = retryable;
  }

  /// The name in metrics.
  String label() {
    return label;
  }

  HttpStatus httpStatus() {
    return HttpStatus.valueOf(httpStatus);
  }

  /// The number of `google.rpc.Code`.
  int grpcCode() {
    return grpcCode;
  }

  /// Whether the same request may succeed later.
  boolean isRetryable() {
    return retryable;
  }
}
