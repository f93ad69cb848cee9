package dev.clew.instrumentation.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.fixtures.Row;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

class SpanTreeTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private static final long START = 1_700_000_000_000_000_000L;

  private static final String LOGIN =
      """
      POST /auth/login  SERVER  1250ms  UNSET
        auth.login  INTERNAL  1240ms  ERROR "no such \\"user\\""
          . auth.attempts = 3
          . auth.known = false
          . auth.roles = ["a", "b"]
          . auth.score = 0.5
          . user.id = "user-123"
          ! user.rejected
            . reason = "unknown"
          redis-get  CLIENT  1ms  UNSET
          redis-set  CLIENT  1ms  UNSET
      """;

  @Test
  @Row("4.105")
  void drawsWhatTheSpansAre() {
    login();
    assertThat(SpanTree.of(spans.all())).hasToString(LOGIN);
    spans.assertTree(LOGIN);
  }

  @Test
  void readsBackWhatItDraws() {
    assertThat(SpanTree.parse(LOGIN)).hasToString(LOGIN);
  }

  @Test
  void readsTheGoldenTraces() throws IOException {
    try (Stream<Path> golden = Files.list(Path.of("../golden"))) {
      List<Path> trees = golden.filter(file -> file.toString().endsWith(".tree")).toList();
      assertThat(trees).hasSizeGreaterThan(6);
      for (Path tree : trees) {
        assertThat(SpanTree.parse(Files.readString(tree)).roots()).as(tree.toString()).hasSize(1);
      }
    }
  }

  @Test
  void comparesOnlyWhatIsDrawn() {
    login();
    spans.assertTree(
        """
        # kinds, most attributes and durations are not drawn
        POST /auth/login
          auth.login  1100ms
            . user.id = ?
            redis-get
            redis-set
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis-set  CLIENT|redis-set  SERVER",
        "1240ms|1241ms",
        "1240ms|900ms",
        "\"user-123\"|\"user-124\"",
        ". auth.attempts = 3|. auth.attempts = 3.0",
        ". auth.score = 0.5|. auth.score = ?\\n    . missing = ?",
        "! user.rejected|! user.accepted",
        "ERROR|OK",
        "no such|no",
        "redis-get|redis-got",
        "\\n    redis-set  CLIENT  1ms  UNSET|''",
      })
  void failsOnWhatIsDrawnDifferently(String drawn, String instead) {
    login();
    String other = LOGIN.replace(drawn.translateEscapes(), instead.translateEscapes());
    assertThat(other).isNotEqualTo(LOGIN);
    assertThatThrownBy(() -> spans.assertTree(other))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("auth.login");
  }

  @Test
  void failsWhereSpansAreMissing() {
    assertThatThrownBy(() -> spans.assertTree("upload")).isInstanceOf(AssertionFailedError.class);
    assertThatCode(() -> spans.assertTree("")).doesNotThrowAnyException();
  }

  @Test
  void namesTheLineItCannotRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpanTree.parse("upload\n  . file.count = five"))
        .withMessage("line 2 is no value: text stands in quotes: 'five'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpanTree.parse("upload  SOMETIMES"))
        .withMessage("line 1 is no duration, kind or status: 'SOMETIMES'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpanTree.parse("upload\n   scan"))
        .withMessage("line 2 is indented by 3 spaces, which is odd: 'scan'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpanTree.parse("upload\n    scan"))
        .withMessageStartingWith("line 2 stands where");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpanTree.parse("  upload"))
        .withMessageStartingWith("line 1 is not a root span");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpanTree.parse("upload\n  . count"))
        .withMessageContaining("no attribute");
  }

  @Test
  void startsAnewForEachTest() throws InterruptedException {
    assertThat(spans.all()).isEmpty();
    Tracer tracer = spans.openTelemetry().getTracer("test");
    new Thread(() -> tracer.spanBuilder("elsewhere").startSpan().end()).start();
    spans.await(1).assertTree("elsewhere");
    assertThat(spans.named("elsewhere").getKind()).isEqualTo(SpanKind.INTERNAL);
    assertThatThrownBy(() -> spans.named("nowhere"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("elsewhere");
  }

  private void login() {
    Tracer tracer = spans.openTelemetry().getTracer("test");
    Span server = start(tracer, null, "POST /auth/login", SpanKind.SERVER, 0);
    Span login = start(tracer, server, "auth.login", SpanKind.INTERNAL, 5);
    login.setAttribute("user.id", "user-123").setAttribute("auth.attempts", 3);
    login.setAttribute("auth.score", 0.5).setAttribute("auth.known", false);
    login.setAttribute(AttributeKey.stringArrayKey("auth.roles"), List.of("a", "b"));
    login.addEvent("user.rejected", Attributes.of(AttributeKey.stringKey("reason"), "unknown"));
    login.setStatus(StatusCode.ERROR, "no such \"user\"");
    Span set = start(tracer, login, "redis-set", SpanKind.CLIENT, 30);
    Span get = start(tracer, login, "redis-get", SpanKind.CLIENT, 20);
    end(get, 21);
    end(set, 31);
    end(login, 1245);
    end(server, 1250);
  }

  private static Span start(Tracer tracer, Span parent, String name, SpanKind kind, long millis) {
    Context context = parent == null ? Context.root() : Context.root().with(parent);
    return tracer
        .spanBuilder(name)
        .setParent(context)
        .setSpanKind(kind)
        .setStartTimestamp(START + TimeUnit.MILLISECONDS.toNanos(millis), TimeUnit.NANOSECONDS)
        .startSpan();
  }

  private static void end(Span span, long millis) {
    span.end(START + TimeUnit.MILLISECONDS.toNanos(millis), TimeUnit.NANOSECONDS);
  }
}
