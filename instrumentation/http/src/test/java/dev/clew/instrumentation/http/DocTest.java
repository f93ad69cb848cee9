package dev.clew.instrumentation.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.test.CollectedSpans;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  void theExamplesWork() throws Exception {
    String answer =
        DocExamples.serverAndClient(
            exchange -> {
              exchange.sendResponseHeaders(200, 6);
              exchange.getResponseBody().write("orders".getBytes(StandardCharsets.UTF_8));
              exchange.close();
            });
    assertThat(answer).isEqualTo("orders");
    spans
        .await(2)
        .assertTree(
            """
            GET  CLIENT
              GET /orders  SERVER
            """);
    assertThat(DocExamples.servlets((request, response, chain) -> {})).hasSize(2);
  }
}
