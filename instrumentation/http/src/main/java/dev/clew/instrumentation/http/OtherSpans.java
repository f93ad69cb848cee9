package dev.clew.instrumentation.http;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;

/// Spans of those who make them with OpenTelemetry's API alone, as Micrometer does, and whom an
/// `Instrumenter` does not recognise.
final class OtherSpans {
  /// What `Tracing`'s spans of operations say that they are.
  private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("operation.type");

  /// What the scopes of this library's spans begin with.
  private static final String OWN = "dev.clew.instrumentation";

  private OtherSpans() {}

  /// Whether an operation that begins now has a span already: the current one is of its kind, and
  /// neither one of this library's, whose HTTP spans are recognised anyway, nor that of an
  /// operation of the application, which is a level of its own.
  static boolean cover(Context context, SpanKind kind) {
    return Span.fromContext(context) instanceof ReadableSpan span
        && span.getKind() == kind
        && !span.getInstrumentationScopeInfo().getName().startsWith(OWN)
        && span.getAttribute(OPERATION) == null;
  }
}
