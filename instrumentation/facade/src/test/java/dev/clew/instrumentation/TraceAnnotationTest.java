package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TraceAnnotationTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  @RegisterExtension final LoggedLines log = new LoggedLines();

  interface Payments {
    String fetch(int id);

    @Trace
    void charge() throws IOException;

    CompletableFuture<String> refund(CompletableFuture<String> answer);

    int untraced();
  }

  static class CardPayments implements Payments {
    @Override
    @Trace("MyService.fetchData")
    public String fetch(int id) {
      return "payment-" + id;
    }

    @Override
    public void charge() throws IOException {
      throw new IOException("card declined");
    }

    @Override
    @Trace("PaymentService.refund")
    public CompletableFuture<String> refund(CompletableFuture<String> answer) {
      return answer;
    }

    @Override
    public int untraced() {
      return 7;
    }
  }

  static final class Unreachable implements Runnable {
    @Override
    @Trace
    public void run() {}

    @Trace("hidden")
    void hidden() {}
  }

  @Test
  @Row({"1.046", "2.115", "0.042"})
  void makesASpanOfEachCall() {
    Payments payments = Tracing.wrap(Payments.class, new CardPayments());
    assertThat(payments.fetch(3)).isEqualTo("payment-3");
    assertThat(payments.untraced()).isEqualTo(7);
    spans.assertTree("MyService.fetchData");
    assertThat(log.lines()).isEmpty();
  }

  @Test
  @Row({"1.046", "2.115"})
  void namesTheSpanAfterClassAndMethodAndThrowsWhatTheMethodThrows() {
    Payments payments = Tracing.wrap(Payments.class, new CardPayments());
    assertThatThrownBy(payments::charge).isExactlyInstanceOf(IOException.class);
    spans.assertTree("CardPayments.charge  ERROR \"card declined\"");
  }

  @Test
  @Row("1.047")
  void endsWithTheStageThatTheMethodReturns() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Payments payments = Tracing.wrap(Payments.class, new CardPayments());
    assertThat(payments.refund(answer)).isSameAs(answer);
    assertThat(spans.all()).isEmpty();
    answer.complete("ok");
    spans.assertTree("PaymentService.refund");
  }

  @Test
  @Row("1.046")
  void namesWhatCannotBeIntercepted() {
    Tracing.wrap(Runnable.class, new Unreachable()).run();
    spans.assertTree("Unreachable.run");
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("SEVERE @Trace on 'void ")
        .contains(
            "Unreachable.hidden()' has no effect: 'java.lang.Runnable' does not have the method");
  }

  @Test
  @Row("1.046")
  void leavesAClassAsItIsAndSaysSo() {
    CardPayments payments = new CardPayments();
    assertThat(Tracing.wrap(CardPayments.class, payments)).isSameAs(payments);
    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("CardPayments' has no effect: only an interface can be wrapped");
  }
}
