package dev.clew.instrumentation.spi.processing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Does what depends on a span's parent or children in this process.
///
/// With `clew.span.min.duration`, spans that were shorter are dropped where nothing is lost but
/// detail: those without a child, without an error, and with a parent in this process. A local root
/// is the request or job itself. A span that others may continue, an HTTP call or a message, is
/// kept too, since its children in another process would lose their parent; so internal spans go,
/// and calls of a database.
///
/// With `clew.mark.parents`, a span that ends with the status ERROR gives its parent the same
/// status, as long as that is open and nobody has set it to OK.
public final class Family extends Stage {
  private static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");
  private static final AttributeKey<String> OLD_DATABASE = AttributeKey.stringKey("db.system");

  /// Open spans that are known at once. Those beyond are neither dropped, nor do they mark parents.
  private static final int MAX_OPEN = 65_536;

  private final long minNanos;
  private final boolean marksParents;
  private final Map<String, Member> open = new ConcurrentHashMap<>();

  private Family(SpanProcessor next, long minNanos, boolean marksParents) {
    super(next);
    this.minNanos = minNanos;
    this.marksParents = marksParents;
  }

  /// The stage in front of a processor; the processor itself where no setting asks for it.
  ///
  /// ```java
  /// SpanProcessor first = Family.before(exporters, config);
  /// ```
  public static SpanProcessor before(SpanProcessor next, ConfigProperties config) {
    long min = config.getDuration("clew.span.min.duration", Duration.ZERO).toNanos();
    boolean marks = config.getBoolean("clew.mark.parents", false);
    return min > 0 || marks ? new Family(next, min, marks) : next;
  }

  /// An open span.
  private static final class Member {
    /// Null for a local root.
    final @Nullable Span parent;

    volatile boolean hasChild;

    Member(@Nullable Span parent) {
      this.parent = parent;
    }
  }

  @Override
  protected void starting(Context context, ReadWriteSpan span) {
    Span parent = Span.fromContext(context);
    SpanContext caller = parent.getSpanContext();
    boolean isLocal = caller.isValid() && !caller.isRemote();
    Member above = isLocal ? open.get(caller.getSpanId()) : null;
    if (above != null) {
      above.hasChild = true;
    }
    if (open.size() < MAX_OPEN) {
      open.put(span.getSpanContext().getSpanId(), new Member(isLocal ? parent : null));
    }
  }

  @Override
  public void onEnd(ReadableSpan span) {
    Member member = open.remove(span.getSpanContext().getSpanId());
    if (member != null && member.parent != null) {
      if (marksParents && span.toSpanData().getStatus().getStatusCode() == StatusCode.ERROR) {
        member.parent.setStatus(StatusCode.ERROR, "'" + span.getName() + "' failed");
      }
      if (span.getLatencyNanos() < minNanos
          && !member.hasChild
          && isDetail(span)
          && !Failure.isIn(span.toSpanData())) {
        return;
      }
    }
    passOn(span);
  }

  private static boolean isDetail(ReadableSpan span) {
    return span.getKind() == SpanKind.INTERNAL
        || (span.getKind() == SpanKind.CLIENT
            && (span.getAttribute(DATABASE) != null || span.getAttribute(OLD_DATABASE) != null));
  }
}
