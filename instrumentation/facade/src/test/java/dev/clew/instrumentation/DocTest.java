package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.test.CollectedSpans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocTest {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  void everyExampleIsCompiledAsItStands() throws IOException {
    String source =
        unindented("src/test/java/dev/clew/instrumentation/DocExamples.java")
            + unindented("src/test/java/dev/clew/instrumentation/DocTest.java")
            + unindented("../http/src/test/java/dev/clew/instrumentation/http/DocExamples.java")
            + unindented(
                "../minimal/src/test/java/dev/clew/instrumentation/minimal/DocExamples.java");
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../../docs/library.md")));
    int examples = 0;
    while (example.find()) {
      assertThat(source).contains(example.group(1).replaceAll("(?m)^ +", ""));
      examples++;
    }
    assertThat(examples).isEqualTo(12);
  }

  private static String unindented(String file) throws IOException {
    return Files.readString(Path.of(file)).replaceAll("(?m)^ +", "");
  }

  @Test
  void theExamplesMakeTheSpansTheyShow() {
    Tracing.withSpan("errors", DocExamples::errors);
    assertThat(DocExamples.start()).isEqualTo("report of may");
    DocExamples.spans();
    DocExamples.annotation();
    DocExamples.injected();
    spans.assertTree(
        """
        errors  ERROR "no answer for o-1"
          . error.type = "timeout"
          ! exception
          ! retry.attempt
            . attempt = 2
        report.build
          . report.month = "may"
        order.process
          . order.id = "o-1"
          . order.status = "processing"
          ! validation.started
        order.later
        CardPayments.charge
        OrderService.createOrder
        """);
  }

  @Test
  void theExamplesOfParentsRequestsAndThreadsWork() throws Exception {
    DocExamples.parents();
    spans.assertTree(
        """
        import
          . file.name = "may.csv"
          import.parse
            . file.rows = ?
        """);
    assertThat(DocExamples.requests(Map.of())).isEqualTo("user-123");
    assertThat(DocExamples.threads()).isEqualTo("report of june");
    assertThat(spans.await(4).named("auth.login").getAttributes().asMap()).containsValue(200L);
    assertThat(spans.named("report.part").hasEnded()).isTrue();
  }
}
