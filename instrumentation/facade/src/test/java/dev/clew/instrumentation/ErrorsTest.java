package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorsTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  @Row({"2.120", "1.122", "4.006", "4.098", "1.011", "0.090", "4.024", "4.075", "4.076"})
  void recordsAndThrowsOnWhatCrossesEachSpan() {
    IOException thrown = new IOException("Invalid file type");
    assertThatThrownBy(
            () ->
                Tracing.withSpan(
                    "HTTP POST /api/upload",
                    () ->
                        Tracing.withSpan(
                            "upload",
                            () -> {
                              throw thrown;
                            })))
        .isSameAs(thrown);
    spans.assertTree(
        """
        HTTP POST /api/upload  ERROR "Invalid file type"
          upload  ERROR "Invalid file type"
            . error = "Invalid file type"
            . error.message = "Invalid file type"
            . error.name = "IOException"
            . error_stack = ?
            ! exception
              . exception.type = "java.io.IOException"
              . exception.message = "Invalid file type"
              . exception.stacktrace = ?
        """);
    assertThat(spans.named("upload").getAttributes().get(AttributeKey.stringKey("error_stack")))
        .startsWith("java.io.IOException: Invalid file type\n\tat ");
  }

  @Test
  @Row({"1.091", "3.119", "3.120", "3.121", "2.058"})
  void marksTheCurrentSpanAsFailed() {
    Tracing.withSpan(
        "call", () -> Tracing.recordSpanError(new SocketTimeoutException("no answer")));
    spans.assertTree(
        """
        call  ERROR "no answer"
          . error = "no answer"
          . error.name = "SocketTimeoutException"
          . error.type = "timeout"
          . error.recoverable = true
          ! exception
        """);
  }

  @Test
  @Row({"4.050", "2.031", "4.076"})
  void recordsAnExceptionWithoutAVerdict() {
    Tracing.withSpan(
        "call", () -> Tracing.recordException(new IllegalStateException("tried once")));
    spans.assertTree(
        """
        call  UNSET
          ! exception
            . exception.type = "java.lang.IllegalStateException"
            . exception.message = "tried once"
        """);
  }

  @Test
  void aFailedChildThatIsHandledLeavesItsParentAlone() {
    Tracing.withSpan(
        "request",
        () -> {
          try {
            Tracing.withSpan(
                "http.post",
                () -> {
                  throw new IllegalStateException("down");
                });
          } catch (IllegalStateException e) {
            Tracing.withSpan("fallback.cached_template", () -> {});
          }
        });
    spans.assertTree(
        """
        request  UNSET
          http.post  ERROR "down"
          fallback.cached_template  UNSET
        """);
  }

  @Test
  void anErrorWithoutAMessageIsNamedByItsClass() {
    Tracing.createSpan("call").recordSpanError(new CompletionException(new Error())).end();
    spans.assertTree(
        """
        call  ERROR "Error"
          . error.name = "Error"
        """);
  }

  static Object[][] errors() {
    return new Object[][] {
      {new TimeoutException(), "timeout", true},
      {new ExecutionException(new SocketTimeoutException()), "timeout", true},
      {new java.net.ConnectException(), "connection", true},
      {new SQLException(), "database", false},
      {new java.sql.SQLTimeoutException(), "timeout", true},
      {new IllegalArgumentException(), "validation", false},
      {new InterruptedException(), "cancelled", false},
      {new SecurityException(), "permission", false},
      {new StackOverflowError(), "resource", false},
      {new ArithmeticException(), "java.lang.ArithmeticException", false},
    };
  }

  @ParameterizedTest
  @MethodSource("errors")
  @Row({"3.120", "3.121"})
  void classifiesErrors(Throwable error, String kind, boolean recoverable) {
    assertThat(Tracing.classifyError(error)).isEqualTo(kind);
    assertThat(Tracing.isRecoverable(error)).isEqualTo(recoverable);
  }

  @Test
  @Row({"3.120", "3.121"})
  void asksTheApplicationsClassifier() {
    ErrorClassifier declined =
        new ErrorClassifier() {
          @Override
          public String classify(Throwable error) {
            return "declined";
          }
        };
    ClewTracer tracer =
        ClewTracer.create(spans.openTelemetry(), "pay").withErrorClassifier(declined);
    tracer.createSpan("pay").recordSpanError(new IllegalStateException()).end();
    spans.assertTree(
        """
        pay  ERROR "IllegalStateException"
          . error.type = "declined"
          . error.recoverable = false
        """);
    assertThat(tracer.classifyError(new TimeoutException())).isEqualTo("declined");
  }

  @Test
  @Row("1.047")
  void aStageIsReturnedAsItIsAndEndsItsSpan() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> returned =
        Tracing.withSpan("async", () -> answer, "http.method", "GET");
    assertThat(returned).isSameAs(answer);
    assertThat(spans.all()).isEmpty();
    answer.complete("ok");
    spans.assertTree(
        """
        async  UNSET
          . http.method = "GET"
        """);
  }

  @Test
  @Row("1.047")
  void aStageThatFailsFailsItsSpan() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Tracing.withSpan("async", () -> answer.thenApply(text -> text + "!"));
    answer.completeExceptionally(new TimeoutException("too late"));
    spans.assertTree(
        """
        async  ERROR "too late"
          . error.type = "timeout"
          ! exception
            . exception.type = "java.util.concurrent.TimeoutException"
        """);
  }
}
