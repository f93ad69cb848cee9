package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpanLeaksTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  @RegisterExtension final LoggedLines log = new LoggedLines();

  @Test
  @Timeout(60)
  @Row("1.122")
  void namesASpanThatWasDroppedWithoutAnEnd() throws InterruptedException {
    log.debug();
    WeakReference<ClewSpan> dropped = drop("forgotten");
    ClewSpan kept = Tracing.createSpan("kept");
    Tracing.createSpan("ended").end();
    drop("ended elsewhere").get();
    while (dropped.get() != null) {
      System.gc();
      Thread.sleep(10);
    }
    // The phantom reference is enqueued by another thread, a little later.
    while (log.thrown().isEmpty()) {
      Thread.sleep(10);
      SpanLeaks.report();
    }
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("SEVERE"))
        .containsExactly("SEVERE span 'forgotten' was never ended; it was made here");
    assertThat(log.thrown().get(0).getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("drop"));
    kept.end();
  }

  @Test
  @Row("1.122")
  void namesASpanThatIsStillOpenAtTheEnd() {
    log.debug();
    ClewSpan open = Tracing.createSpan("open");
    SpanLeaks.reportAll();
    assertThat(log.lines())
        .contains("SEVERE span 'open' is still open at the end; it was made here");
    open.end();
  }

  @Test
  @Row("1.122")
  void watchesOneSpanIn128() {
    int watched = 0;
    for (int i = 0; i < SpanLeaks.ONE_IN * 200; i++) {
      ClewSpan span = Tracing.createSpan("span");
      watched += span.isWatched() ? 1 : 0;
      span.end();
    }
    // The chance of fewer or more is below one in 10^9.
    assertThat(watched).isBetween(110, 300);
  }

  private static WeakReference<ClewSpan> drop(String name) {
    ClewSpan span = Tracing.createSpan(name);
    if (name.equals("ended elsewhere")) {
      span.unwrap().end();
    }
    return new WeakReference<>(span);
  }
}
