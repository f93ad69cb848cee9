package dev.clew.server.api;

import com.linecorp.armeria.common.HttpStatus;

/// A question that gets no answer; the message is for whoever asked.
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ApiException(HttpStatus status, String message) {
    super(message, null, false, false);
    this.status = status.code();
  }

  HttpStatus status() {
    return HttpStatus.valueOf(status);
  }

  static ApiException badRequest(String message) {
    return new ApiException(HttpStatus.BAD_REQUEST, message);
  }
}
