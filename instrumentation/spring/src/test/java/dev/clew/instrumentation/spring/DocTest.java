package dev.clew.instrumentation.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.test.CollectedSpans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(120)
class DocTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  void theExampleMakesTheSpansItShows() {
    try (ConfigurableApplicationContext shop = Shop.start(DocExamples.Refunds.class)) {
      assertThat(shop.getBean(DocExamples.Refunds.class).pay("7")).isEqualTo("refunded 7");
    }
    spans.assertTree(
        """
        refund.pay
          refund.check
        """);
  }
}
