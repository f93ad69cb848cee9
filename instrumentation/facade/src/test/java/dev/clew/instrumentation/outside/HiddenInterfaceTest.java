package dev.clew.instrumentation.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Trace;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// In a package of its own, as an application is.
class HiddenInterfaceTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  interface Prices {
    @Trace("Prices.of")
    int of(String item);
  }

  @Test
  @Row("1.046")
  void anInterfaceThatIsNotPublicIsWrapped() {
    Prices prices = Tracing.wrap(Prices.class, String::length);
    assertThat(prices.of("book")).isEqualTo(4);
    spans.assertTree("Prices.of");
  }
}
