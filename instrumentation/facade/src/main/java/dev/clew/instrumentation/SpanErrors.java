package dev.clew.instrumentation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletionException;

/// What a failed span gets: the exception event, the status and the attributes that searches use.
final class SpanErrors {
  /// Longer stack traces are cut in the attribute; the event has them whole.
  private static final int STACK_LIMIT = 4096;

  private SpanErrors() {}

  static void record(Span span, Throwable error, ErrorClassifier classifier) {
    if (!span.isRecording()) {
      return;
    }
    try {
      Throwable cause = unwrapped(error);
      span.recordException(cause);
      String name = cause.getClass().getSimpleName();
      String message = cause.getMessage() == null ? name : cause.getMessage();
      span.setStatus(StatusCode.ERROR, message);
      span.setAttribute("error", message);
      span.setAttribute("error.name", name);
      span.setAttribute("error.message", message);
      span.setAttribute("error_stack", stackOf(cause));
      span.setAttribute("error.type", classifier.classify(cause));
      span.setAttribute("error.recoverable", classifier.isRecoverable(cause));
    } catch (RuntimeException e) {
      TelemetryLog.failed("recording an error", e);
    }
  }

  /// The exception event alone.
  static void event(Span span, Throwable error) {
    try {
      span.recordException(unwrapped(error));
    } catch (RuntimeException e) {
      TelemetryLog.failed("recording an exception", e);
    }
  }

  /// The error inside the wrapper that a stage puts around it.
  static Throwable unwrapped(Throwable error) {
    Throwable cause = error.getCause();
    return error instanceof CompletionException && cause != null ? cause : error;
  }

  private static String stackOf(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.getBuffer().substring(0, Math.min(text.getBuffer().length(), STACK_LIMIT));
  }
}
