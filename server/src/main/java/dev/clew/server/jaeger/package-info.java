/// Jaeger's query APIs over HTTP, the legacy one and v3, for clients that were written to Jaeger.
///
/// Each search form becomes a TraceQL query ([dev.clew.server.form.SearchForm]); answers are
/// written span by span as they are read ([dev.clew.server.jaeger.LegacyTraceWriter]). Start at
/// [dev.clew.server.jaeger.JaegerApi].
@NullMarked
package dev.clew.server.jaeger;

import org.jspecify.annotations.NullMarked;
