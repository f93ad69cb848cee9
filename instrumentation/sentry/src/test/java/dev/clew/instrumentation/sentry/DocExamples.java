package dev.clew.instrumentation.sentry;

import java.util.Map;

/// The examples of `docs/library/signals.md` about Sentry, to be compiled and run.
final class DocExamples {
  private DocExamples() {}

  static void capture(Throwable error) {
    TracedSentry.captureException(error, "job", Map.of("id", "job-123", "priority", 5));
  }
}
