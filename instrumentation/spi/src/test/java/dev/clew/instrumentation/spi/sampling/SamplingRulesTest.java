package dev.clew.instrumentation.spi.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.TestSdk;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingRulesTest {
  private static final String REMOTE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @RegisterExtension final LoggedLines log = new LoggedLines();

  private static void request(TestSdk sdk, Context parent, String method, String path) {
    Span request =
        sdk.tracer()
            .spanBuilder(method + " " + path)
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", method)
            .setAttribute("url.path", path)
            .startSpan();
    Context context = parent.with(request);
    sdk.tracer().spanBuilder("child of " + path).setParent(context).startSpan().end();
    request.end();
  }

  private static Context caller(boolean sampled) {
    TraceFlags flags = sampled ? TraceFlags.getSampled() : TraceFlags.getDefault();
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.createFromRemoteParent(
                    REMOTE, "00f067aa0ba902b7", flags, TraceState.getDefault())));
  }

  @Test
  @Row({"1.129", "1.140"})
  void givesEachEndpointARatioOfItsOwn() {
    for (String sampler : List.of("always_on", "parentbased_always_on", "traceidratio")) {
      try (TestSdk sdk =
          new TestSdk(
              "OTEL_TRACES_SAMPLER",
              sampler,
              "CLEW_SAMPLER_RULES",
              "/health=0; /metrics=0; GET /api/orders/{id}=0.25;")) {
        for (int i = 0; i < 1_000; i++) {
          request(sdk, Context.root(), "GET", "/api/orders/" + i);
        }
        for (String path : List.of("/health", "/metrics", "/healthy", "/api/orders")) {
          request(sdk, Context.root(), "GET", path);
        }
        request(sdk, Context.root(), "POST", "/api/orders/1");
        List<String> names = new ArrayList<>(sdk.names());
        long gets = names.stream().filter(name -> name.startsWith("GET /api/orders/")).count();
        assertThat(gets).isBetween(150L, 350L);
        names.removeIf(name -> name.startsWith("GET /api/orders/"));
        names.removeIf(name -> name.startsWith("child of /api/orders/"));
        assertThat(names)
            .containsExactlyInAnyOrder(
                "GET /healthy",
                "child of /healthy",
                "GET /api/orders",
                "child of /api/orders",
                "POST /api/orders/1");
        assertThat(
                sdk.exported().stream()
                    .filter(s -> s.getName().startsWith("child of /api/orders/")))
            .hasSize((int) gets + 1);
        assertThat(sdk.exported("POST /api/orders/1").getSpanContext().getTraceState().isEmpty())
            .isTrue();
        assertThat(
                sdk.exported().stream()
                    .filter(s -> s.getName().startsWith("GET /api/orders/"))
                    .map(s -> s.getSpanContext().getTraceState().get("ot")))
            .containsOnly("th:c");
      }
    }
  }

  @Test
  @Row("3.140")
  void leavesACallersDecisionAloneUnlessNothingIsWanted() {
    try (TestSdk sdk =
        new TestSdk(
            "OTEL_TRACES_SAMPLER", "parentbased_always_on",
            "CLEW_SAMPLER_RULES", "/health=0;/rare=0.0000001;cache.*=0")) {
      request(sdk, caller(true), "GET", "/health");
      request(sdk, caller(true), "GET", "/rare");
      request(sdk, caller(false), "GET", "/rare");
      request(sdk, Context.root(), "GET", "/rare");
      sdk.tracer().spanBuilder("cache.get").startSpan().end();
      sdk.tracer().spanBuilder("cache").startSpan().end();
      assertThat(sdk.names()).containsExactlyInAnyOrder("GET /rare", "child of /rare", "cache");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/a, GET /a, GET, /a, true",
    "/a, GET /b, GET, /b, false",
    "/a, x, GET, /a?q=1, true",
    "GET /a, GET /a, , , true",
    "GET /a, GET /ab, , , false",
    "get /a, x, GET, /a, true",
    "GET /a, x, POST, /a, false",
    "GET /a, x, , /a, false",
    "/a/*, x, GET, /a/b/c, true",
    "/a/*, x, GET, /a/, true",
    "/a/*, x, GET, /a, false",
    "/a/{id}/c, x, GET, /a/b/c, true",
    "/a/{id}/c, x, GET, /a//c, false",
    "/a/{id}/c, x, GET, /a/b/d/c, false",
    "/a/{id}, GET /a/{id}, , , false",
    "GET /a/{id}, GET /a/{id}, , , true",
    "job.*, job.import, , , true",
    "job.*, job, , , false",
    "/a/{, x, GET, /a/{, true",
    "*, anything, , , true",
  })
  void readsPatternsAsTheyAreWritten(
      String pattern, String name, String method, String path, boolean fits) {
    List<String> warnings = new ArrayList<>();
    SamplingRule rule = SamplingRule.readAll("rules", pattern + "=1", warnings::add).get(0);
    var attributes = Attributes.builder();
    if (method != null) {
      attributes.put("http.method", method);
    }
    if (path != null) {
      attributes.put("http.target", path);
    }
    assertThat(rule.matches(name, attributes.build())).isEqualTo(fits);
    assertThat(warnings).isEmpty();
  }

  @Test
  void leavesTheArgumentOfOtherSamplersAlone() {
    try (TestSdk sdk =
        new TestSdk(
            "OTEL_TRACES_SAMPLER", "always_on",
            "OTEL_TRACES_SAMPLER_ARG", "endpoint=http://localhost:14250",
            "CLEW_SAMPLER_RULES", "/a=0")) {
      request(sdk, Context.root(), "GET", "/b");
      assertThat(sdk.names()).contains("GET /b");
      assertThat(log.lines()).anyMatch(line -> line.contains("rules /a=0 (CLEW_SAMPLER_RULES)"));
    }
  }

  @Test
  void namesABadRuleAndKeepsTheOthers() {
    try (TestSdk sdk = new TestSdk("CLEW_SAMPLER_RULES", "/a=0;/b;=1;/c=2;/d=NaN;/e=x")) {
      request(sdk, Context.root(), "GET", "/a");
      assertThat(sdk.names()).isEmpty();
    }
    for (String rule : List.of("/b", "=1", "/c=2", "/d=NaN", "/e=x")) {
      assertThat(log.lines())
          .contains(
              "WARNING the rule '"
                  + rule
                  + "' in clew.sampler.rules makes no sense: allowed is a path or a span's name,"
                  + " '=', and a number from 0 to 1; it is left out");
    }
  }
}
