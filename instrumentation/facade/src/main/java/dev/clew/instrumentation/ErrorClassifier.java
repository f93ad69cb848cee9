package dev.clew.instrumentation;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Says of an error what kind it is and whether trying again may help; both become attributes of
/// the span that fails, `error.type` and `error.recoverable`.
///
/// ```java
/// final class PaymentErrors implements ErrorClassifier {
///   @Override
///   public String classify(Throwable error) {
///     boolean declined = error instanceof PaymentDeclined;
///     return declined ? "declined" : ErrorClassifier.super.classify(error);
///   }
/// }
///
/// Tracing.init(TracingOptions.builder().errorClassifier(new PaymentErrors()).build());
/// ```
public interface ErrorClassifier {
  /// The kinds that follow from Java's own exceptions.
  ///
  /// ```java
  /// ErrorClassifier.standard().classify(new SocketTimeoutException()); // "timeout"
  /// ```
  static ErrorClassifier standard() {
    return Standard.INSTANCE;
  }

  /// The kind of an error, from a small set so that it can be counted by: by default `timeout`,
  /// `connection`, `database`, `validation`, `permission`, `cancelled`, `resource`, or the name of
  /// its class.
  ///
  /// ```java
  /// Tracing.classifyError(new TimeoutException()); // "timeout"
  /// ```
  default String classify(Throwable error) {
    Throwable cause = unwrapped(error);
    String name = cause.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    if (cause instanceof TimeoutException
        || cause instanceof SocketTimeoutException
        || cause instanceof HttpTimeoutException
        || name.contains("timeout")) {
      return "timeout";
    }
    if (cause instanceof CancellationException || cause instanceof InterruptedException) {
      return "cancelled";
    }
    if (cause instanceof SecurityException
        || cause instanceof java.nio.file.AccessDeniedException) {
      return "permission";
    }
    if (cause instanceof IOException) {
      return "connection";
    }
    if (isDatabase(cause)) {
      return "database";
    }
    if (cause instanceof IllegalArgumentException || name.contains("validation")) {
      return "validation";
    }
    if (cause instanceof VirtualMachineError) {
      return "resource";
    }
    return cause.getClass().getName();
  }

  /// Whether the same call may succeed when it is made again: by default for `timeout` and
  /// `connection`.
  ///
  /// ```java
  /// if (Tracing.isRecoverable(error)) {
  ///   retry();
  /// }
  /// ```
  default boolean isRecoverable(Throwable error) {
    String kind = classify(error);
    return kind.equals("timeout") || kind.equals("connection");
  }

  /// The error inside the wrappers that futures put around it.
  private static Throwable unwrapped(Throwable error) {
    Throwable cause = error;
    for (int depth = 0; depth < 10 && cause.getCause() != null; depth++) {
      if (!(cause instanceof CompletionException) && !(cause instanceof ExecutionException)) {
        break;
      }
      cause = cause.getCause();
    }
    return cause;
  }

  /// The module java.sql need not be there.
  private static boolean isDatabase(Throwable cause) {
    try {
      return cause instanceof SQLException;
    } catch (NoClassDefFoundError e) {
      return false;
    }
  }

  /// The default methods as they are.
  enum Standard implements ErrorClassifier {
    /// The only one.
    INSTANCE
  }
}
