package dev.clew.instrumentation.spi.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.TestSdk;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FamilyTest {
  @RegisterExtension final LoggedLines log = new LoggedLines();

  /// A span that began at the epoch, for so many milliseconds.
  private static Span start(TestSdk sdk, String name, Context parent, SpanKind kind) {
    SpanBuilder builder = sdk.tracer().spanBuilder(name).setParent(parent).setSpanKind(kind);
    return builder.setStartTimestamp(1_000, TimeUnit.MILLISECONDS).startSpan();
  }

  private static void end(Span span, long millis) {
    span.end(1_000 + millis, TimeUnit.MILLISECONDS);
  }

  @Test
  @Row("0.093")
  void dropsShortSpansThatAreOnlyDetail() {
    try (TestSdk sdk = new TestSdk("CLEW_SPAN_MIN_DURATION", "5ms")) {
      Span root = start(sdk, "root", Context.root(), SpanKind.INTERNAL);
      Context under = Context.root().with(root);
      end(start(sdk, "short", under, SpanKind.INTERNAL), 4);
      end(start(sdk, "long enough", under, SpanKind.INTERNAL), 5);
      Span query = start(sdk, "short query", under, SpanKind.CLIENT);
      query.setAttribute("db.system.name", "postgresql");
      end(query, 1);
      end(start(sdk, "call", under, SpanKind.CLIENT), 1);
      end(start(sdk, "message", under, SpanKind.PRODUCER), 1);
      Span failed = start(sdk, "failed", under, SpanKind.INTERNAL);
      failed.setStatus(StatusCode.ERROR);
      end(failed, 1);
      Span thrown = start(sdk, "thrown", under, SpanKind.INTERNAL);
      thrown.recordException(new IllegalStateException());
      end(thrown, 1);
      Span parent = start(sdk, "parent", under, SpanKind.INTERNAL);
      end(start(sdk, "child", Context.root().with(parent), SpanKind.CLIENT), 1);
      end(parent, 1);
      end(root, 1);
      SpanContext caller =
          SpanContext.createFromRemoteParent(
              "4bf92f3577b34da6a3ce929d0e0e4736",
              "00f067aa0ba902b7",
              TraceFlags.getSampled(),
              TraceState.getDefault());
      end(start(sdk, "request", Context.root().with(Span.wrap(caller)), SpanKind.INTERNAL), 1);
      assertThat(sdk.names())
          .containsExactly(
              "long enough",
              "call",
              "message",
              "failed",
              "thrown",
              "child",
              "parent",
              "root",
              "request");
    }
  }

  @Test
  void dropsNothingUnlessAsked() {
    try (TestSdk sdk = new TestSdk("CLEW_SPAN_MIN_DURATION", "soon")) {
      Span root = start(sdk, "root", Context.root(), SpanKind.INTERNAL);
      end(start(sdk, "short", Context.root().with(root), SpanKind.INTERNAL), 0);
      end(root, 0);
      assertThat(sdk.names()).containsExactly("short", "root");
      assertThat(log.lines())
          .contains(
              "WARNING CLEW_SPAN_MIN_DURATION 'soon' makes no sense: allowed is a time in"
                  + " milliseconds, or with a unit as in 5s; the default applies");
    }
  }

  /// A grandchild fails; returns the SDK when all have ended.
  private static void fail(TestSdk sdk, StatusCode middle) {
    Span root = start(sdk, "root", Context.root(), SpanKind.SERVER);
    Span parent = start(sdk, "parent", Context.root().with(root), SpanKind.INTERNAL);
    Span child = start(sdk, "child", Context.root().with(parent), SpanKind.INTERNAL);
    Span sibling = start(sdk, "sibling", Context.root().with(parent), SpanKind.INTERNAL);
    child.setStatus(StatusCode.ERROR, "no stock");
    end(child, 1);
    parent.setStatus(middle);
    end(sibling, 1);
    end(parent, 1);
    end(root, 1);
  }

  @Test
  @Row("3.084")
  void aFailedChildMarksItsParents() {
    try (TestSdk sdk = new TestSdk("CLEW_MARK_PARENTS", "true")) {
      fail(sdk, StatusCode.UNSET);
      assertThat(sdk.exported("child").getStatus())
          .isEqualTo(StatusData.create(StatusCode.ERROR, "no stock"));
      assertThat(sdk.exported("parent").getStatus())
          .isEqualTo(StatusData.create(StatusCode.ERROR, "'child' failed"));
      assertThat(sdk.exported("root").getStatus())
          .isEqualTo(StatusData.create(StatusCode.ERROR, "'parent' failed"));
      assertThat(sdk.exported("sibling").getStatus()).isEqualTo(StatusData.unset());
    }
  }

  @Test
  @Row("3.084")
  void aParentThatSaysItIsFineStaysSo() {
    try (TestSdk sdk = new TestSdk("CLEW_MARK_PARENTS", "true")) {
      fail(sdk, StatusCode.OK);
      assertThat(sdk.exported("parent").getStatus()).isEqualTo(StatusData.ok());
      assertThat(sdk.exported("root").getStatus()).isEqualTo(StatusData.unset());
    }
  }

  @Test
  void marksNothingUnlessAsked() {
    try (TestSdk sdk = new TestSdk()) {
      fail(sdk, StatusCode.UNSET);
      assertThat(sdk.exported("child").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      assertThat(sdk.exported("parent").getStatus()).isEqualTo(StatusData.unset());
    }
  }

  @Test
  @Row("3.084")
  void aMarkedParentCountsAsAnErrorForTheSamplerToo() {
    try (TestSdk sdk =
        new TestSdk(
            "CLEW_MARK_PARENTS", "true",
            "OTEL_TRACES_SAMPLER", "errors_or_ratio",
            "OTEL_TRACES_SAMPLER_ARG", "0")) {
      fail(sdk, StatusCode.UNSET);
      assertThat(sdk.names()).containsExactly("child", "sibling", "parent", "root");
      assertThat(sdk.exported("root").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }
  }
}
