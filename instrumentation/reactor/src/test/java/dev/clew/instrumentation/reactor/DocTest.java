package dev.clew.instrumentation.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.test.CollectedSpans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  void theExampleWorks() throws Exception {
    try {
      assertThat(DocExamples.order().block()).isEqualTo("order o-1");
      spans
          .await(1)
          .assertTree(
              """
              order.load
                . order.id = "o-1"
              """);
    } finally {
      ReactorTracing.disable();
    }
  }
}
