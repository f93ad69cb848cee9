package dev.clew.server.otlp;

import com.linecorp.armeria.common.ClosedSessionException;
import com.linecorp.armeria.common.stream.AbortedStreamException;
import com.linecorp.armeria.common.stream.CancelledSubscriptionException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns whatever went wrong with a request into a refusal that its sender understands.
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static RefusedException refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case RefusedException refused -> refused;
      case SinkUnavailableException unavailable ->
          new RefusedException(Refusal.UNAVAILABLE, String.valueOf(unavailable.getMessage()));
      case RejectedExecutionException _ ->
          new RefusedException(Refusal.UNAVAILABLE, "the server is stopping");
      case ClosedSessionException _ -> gone();
      case AbortedStreamException _ -> gone();
      case CancelledSubscriptionException _ -> gone();
      default -> {
        LOG.error("a request failed", cause);
        yield new RefusedException(Refusal.INTERNAL, "internal error: " + cause);
      }
    };
  }

  /// Nobody reads this answer; it is counted.
  private static RefusedException gone() {
    return new RefusedException(Refusal.MALFORMED, "the connection ended within the body");
  }
}
