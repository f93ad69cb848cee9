/// Spans of Reactor's pipelines, and the context that follows a pipeline from thread to thread.
/// Open {@link dev.clew.instrumentation.reactor.ReactorTracing} first.
@NullMarked
package dev.clew.instrumentation.reactor;

import org.jspecify.annotations.NullMarked;
