package dev.clew.instrumentation.jdbc;

import dev.clew.instrumentation.Instrumentations;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.api.instrumenter.Instrumenter;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A call whose span has begun, and ends once.
final class RunningCall {
  /// The call itself.
  interface Body {
    @Nullable Object run() throws Throwable;
  }

  private final Instrumenter<DbCall, DbResult> spans;
  private final DbCall call;
  private final Context context;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable Set<RunningCall> listed;

  RunningCall(Instrumenter<DbCall, DbResult> spans, DbCall call, Context context) {
    this.spans = spans;
    this.call = call;
    this.context = context;
  }

  /// With the call's span as the current one.
  Context context() {
    return context;
  }

  /// Runs it, with its span as the current one. What it throws ends it, and is thrown on.
  @Nullable Object run(Body body) throws Throwable {
    try (Scope scope = context.makeCurrent()) {
      return body.run();
    } catch (Throwable e) {
      end(DbResult.NOT_COUNTED, e);
      throw e;
    }
  }

  /// Has it listed for as long as it runs.
  void keepIn(Set<RunningCall> list) {
    list.add(this);
    listed = list;
  }

  /// Ends it; the first end counts.
  void end(DbResult result, @Nullable Throwable error) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    Set<RunningCall> list = listed;
    if (list != null) {
      list.remove(this);
    }
    try {
      spans.end(context, call, result, error);
    } catch (RuntimeException e) {
      Instrumentations.failed("ending the span of a statement", e);
    }
  }
}
