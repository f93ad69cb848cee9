package dev.clew.instrumentation.jobs;

import dev.clew.instrumentation.ClewSpan;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/// The span of a step of a job's life; of a step that is left out, only its place: what is set goes
/// nowhere, and the spans below it are its parent's.
final class StepSpan {
  /// What happens within a step.
  interface Body<T extends @Nullable Object, E extends Exception> {
    T run(StepSpan span) throws E;
  }

  private final @Nullable ClewSpan span;
  private final Continuation next;

  private StepSpan(@Nullable ClewSpan span, Continuation next) {
    this.span = span;
    this.next = next;
  }

  /// Does the body with the step's span as the current one. What it throws is recorded and thrown
  /// on.
  static <T extends @Nullable Object, E extends Exception> T during(
      JobTracing tracing,
      JobStep step,
      Continuation from,
      @Nullable Object[] attributes,
      Body<T, E> body)
      throws E {
    StepSpan made = start(tracing, step, from, attributes);
    try (Scope current = made.next.parent().makeCurrent()) {
      return body.run(made);
    } catch (Throwable e) {
      if (made.span != null) {
        made.span.recordSpanError(e);
      }
      throw e;
    } finally {
      made.end();
    }
  }

  private static StepSpan start(
      JobTracing tracing, JobStep step, Continuation from, @Nullable Object[] attributes) {
    if (!tracing.makes(step)) {
      return new StepSpan(null, from);
    }
    ClewSpan span =
        tracing
            .tracer()
            .createSpan(tracing.name(step), from.parent(), tracing.kind(step), attributes);
    span.setAttribute(JobAttributes.JOB_TRACE_CONTEXT.getKey(), from.fault());
    if (from.link() != null) {
      span.unwrap().addLink(from.link());
    }
    return new StepSpan(span, Continuation.of(span.context()));
  }

  /// What the next step follows.
  Continuation next() {
    return next;
  }

  void set(@Nullable Object... attributes) {
    if (span != null) {
      span.addTags(attributes);
    }
  }

  void event(String name, @Nullable Object... attributes) {
    if (span != null) {
      span.addEvent(name, attributes);
    }
  }

  private void end() {
    if (span != null) {
      span.end();
    }
  }
}
