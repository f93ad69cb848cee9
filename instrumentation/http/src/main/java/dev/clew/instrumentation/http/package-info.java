/// Spans of HTTP servers and clients.
///
/// Open {@link dev.clew.instrumentation.http.HttpTracing} first: it holds what can be chosen.
/// {@link dev.clew.instrumentation.http.TracingFilter} is for servlets, {@link
/// dev.clew.instrumentation.http.TracingHttpFilter} for the JDK's server, {@link
/// dev.clew.instrumentation.http.TracingHttpClient} for the JDK's client. Both servers share
/// `ServerSpans`. The spans are made by OpenTelemetry's `Instrumenter`, so that beside an agent or
/// another instrumentation there is one span an operation.
@NullMarked
package dev.clew.instrumentation.http;

import org.jspecify.annotations.NullMarked;
