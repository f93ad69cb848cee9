package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.test.CollectedSpans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocTest {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  void everyExampleIsCompiledAsItStands() throws IOException {
    String source = examplesOfAllModules();
    Matcher example = EXAMPLE.matcher(pages());
    int examples = 0;
    while (example.find()) {
      assertThat(source).contains(example.group(1).replaceAll("(?m)^ +", ""));
      examples++;
    }
    assertThat(examples).isGreaterThan(30);
  }

  @Test
  void everyLinkLeadsToAHeading() throws IOException {
    Pattern link = Pattern.compile("]\\(([a-z/.]*)#([a-z0-9-]+)\\)");
    for (Path page : allPages()) {
      Matcher links = link.matcher(Files.readString(page));
      while (links.find()) {
        Path target = links.group(1).isEmpty() ? page : page.resolveSibling(links.group(1));
        assertThat(Files.readString(target).lines().map(DocTest::anchor))
            .as("%s in %s", links.group(), page)
            .contains(links.group(2));
      }
    }
  }

  private static String anchor(String line) {
    return line.startsWith("#")
        ? line.toLowerCase(Locale.ROOT)
            .replaceAll("^#+ ", "")
            .replaceAll("[^a-z0-9 -]", "")
            .replace(' ', '-')
        : "";
  }

  private static String pages() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path page : allPages()) {
      text.append(Files.readString(page));
    }
    return text.toString();
  }

  /// What is read first, and the parts that it leads to.
  private static List<Path> allPages() throws IOException {
    try (Stream<Path> parts = Files.list(Path.of("../../docs/library"))) {
      return Stream.concat(Stream.of(Path.of("../../docs/library.md")), parts.sorted()).toList();
    }
  }

  /// Of every module's `DocExamples` and `DocTest`.
  private static String examplesOfAllModules() throws IOException {
    StringBuilder source = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      for (Path file : files.filter(DocTest::hasExamples).toList()) {
        source.append(Files.readString(file).replaceAll("(?m)^ +", ""));
      }
    }
    return source.toString();
  }

  private static boolean hasExamples(Path file) {
    return file.endsWith("DocExamples.java") || file.endsWith("DocTest.java");
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

  @Test
  void theExampleOfOperationsMakesTheSpansItShows() throws Exception {
    assertThat(
            Tracing.<DocExamples.Order, Exception>withSpan(
                    "GET /orders/7", () -> DocExamples.operations(new HashMap<>()))
                .id())
        .isEqualTo("7");
    spans.assertTree(
        """
        GET /orders/7
          cache.get
            . cache.key_pattern = "order:?"
            . cache.hit = false
          db.select.orders
            . db.table = "orders"
          cache.set
          circuit_breaker.prices  ERROR
            . circuit_breaker.result = "timeout"
            http.get.price-service  ERROR
          fallback.last_price
        """);
  }

  @Test
  void aSinkIsAnExporter() {
    assertThat(DocExamples.sink().exporter()).isInstanceOf(SinkExporter.class);
    assertThat(DocExamples.sink().properties()).containsEntry("otel.traces.exporter", "custom");
  }

  @Test
  void theExamplesOfEventsAndTheDoctorWork() {
    StringBuilder audit = new StringBuilder();
    Tracing.withSpan("job.run", () -> DocExamples.events(Runnable::run, audit::append));
    assertThat(audit).hasToString("job.started in trace " + spans.named("job.run").getTraceId());
    assertThat(DocExamples.doctor()).isTrue();
  }
}
