package dev.clew.instrumentation.sentry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.sentry.IScope;
import io.sentry.ScopeCallback;
import io.sentry.Sentry;
import java.util.LinkedHashMap;
import java.util.Map;

/// Captures errors with Sentry together with the trace they happened in.
///
/// ```java
/// catch (IOException e) {
///   TracedSentry.captureException(e, "job", Map.of("id", job.id(), "priority", job.priority()));
///   throw e;
/// }
/// ```
public final class TracedSentry {
  static final String TRACE_ID = "trace_id";
  static final String SPAN_ID = "span_id";

  private TracedSentry() {}

  /// Captures an error with the tags `trace_id` and `span_id` of the current span.
  ///
  /// ```java
  /// TracedSentry.captureException(error);
  /// ```
  public static void captureException(Throwable error) {
    withScope(scope -> Sentry.captureException(error));
  }

  /// Captures an error with the tags of the current span, and what it was about.
  ///
  /// ```java
  /// TracedSentry.captureException(error, "job", Map.of("id", "job-123"));
  /// ```
  ///
  /// @param context its name in Sentry, as `job`
  /// @param data what stands in it
  public static void captureException(Throwable error, String context, Map<String, ?> data) {
    withScope(
        scope -> {
          scope.setContexts(context, new LinkedHashMap<>(data));
          Sentry.captureException(error);
        });
  }

  /// Runs code with a scope of Sentry's that has the tags of the current span already.
  ///
  /// ```java
  /// TracedSentry.withScope(scope -> {
  ///   scope.setTag("queue", "mail");
  ///   Sentry.captureException(error);
  /// });
  /// ```
  public static void withScope(ScopeCallback body) {
    Sentry.withScope(
        scope -> {
          tag(scope);
          body.run(scope);
        });
  }

  private static void tag(IScope scope) {
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      scope.setTag(TRACE_ID, span.getTraceId());
      scope.setTag(SPAN_ID, span.getSpanId());
    }
  }
}
