package dev.clew.instrumentation.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.OtlpReceiver;
import dev.clew.instrumentation.agent.AgentProcess.Ended;
import dev.clew.instrumentation.fixtures.PostgresServer;
import dev.clew.instrumentation.fixtures.RedisServer;
import dev.clew.instrumentation.fixtures.Row;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class PlainApplicationTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String OTHER_TRACE = "5bf92f3577b34da6a3ce929d0e0e4736";
  private static final String DATADOG =
      "x-datadog-trace-id: 4660|x-datadog-parent-id: 22136|x-datadog-sampling-priority: 1";
  private static final String XRAY =
      "X-Amzn-Trace-Id: Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1";

  @BeforeAll
  static void start() throws Exception {
    postgres = PostgresServer.start();
    redis = RedisServer.start();
    receiver = new OtlpReceiver();
  }

  @AfterAll
  static void stop() {
    postgres.close();
    redis.close();
    receiver.close();
  }

  private static PostgresServer postgres;
  private static RedisServer redis;
  private static OtlpReceiver receiver;

  @TempDir Path folder;

  private Ended runShop(Map<String, String> variables, String... requests) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add(postgres.url());
    arguments.add(Integer.toString(redis.port()));
    arguments.addAll(List.of(requests));
    Ended ended =
        new AgentProcess(folder, receiver).runPlain(PlainShop.class, variables, arguments);
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    return ended;
  }

  @Test
  @Row({"1.007", "2.025", "3.007", "3.071"})
  void isTracedAsTheVariablesOfOtherTracersSay() throws Exception {
    Ended shop =
        runShop(
            Map.of(
                "DD_SERVICE", "shop",
                "DD_ENV", "staging",
                "DD_VERSION", "1.2.3",
                "OTEL_BSP_MAX_QUEUE_SIZE", "many",
                "JAEGER_SERVICE_NAME", "shop-of-jaeger",
                "JAEGER_SAMPLER_TYPE", "const",
                "JAEGER_SAMPLER_PARAM", "1",
                "OTEL_PROPAGATORS", "datadog,xray,xrequestid,tracecontext"),
            "/orders|" + DATADOG,
            "/orders|" + XRAY,
            "/orders|x-request-id: r-17",
            "/orders|" + DATADOG + "|traceparent: 00-" + OTHER_TRACE + "-00f067aa0ba902b7-01");
    ReceivedSpans spans = shop.spans();

    assertThat(shop.output())
        .contains(
            "tracing is on: service shop (DD_SERVICE), version 1.2.3 (DD_VERSION),"
                + " environment staging (DD_ENV), exporter otlp (default), endpoint "
                + receiver.url()
                + "/v1/traces (OTEL_EXPORTER_OTLP_ENDPOINT), sampler parentbased_always_on"
                + " (JAEGER_SAMPLER_TYPE), propagators datadog,xray,xrequestid,tracecontext"
                + " (OTEL_PROPAGATORS)")
        .contains("OTEL_BSP_MAX_QUEUE_SIZE 'many' makes no sense");
    assertThat(spans.resource())
        .containsEntry("service.name", "shop")
        .containsEntry("service.version", "1.2.3")
        .containsEntry("deployment.environment", "staging")
        .containsEntry("telemetry.distro.name", "opentelemetry-java-instrumentation");

    List<Span> orders =
        spans.all().stream().filter(span -> span.getName().equals("GET /orders")).toList();
    assertThat(orders)
        .extracting(ReceivedSpans::parentId)
        .containsExactly("0000000000005678", "00f067aa0ba902b7", "", "0000000000005678");
    assertThat(orders.subList(0, 2))
        .extracting(ReceivedSpans::traceId)
        .containsExactly("00000000000000000000000000001234", TRACE);
    assertThat(spans.tree(TRACE))
        .isEqualTo(
            """
            SERVER GET /orders
              CLIENT SELECT postgres
              CLIENT SET
              CLIENT GET
              CLIENT GET
                SERVER GET /stock
            """);
    assertThat(spans.all()).noneMatch(span -> ReceivedSpans.traceId(span).equals(OTHER_TRACE));

    // A request's id makes no parent: it is noted by the first span of each service on its way.
    assertThat(spans.all())
        .filteredOn(span -> ReceivedSpans.attributes(span).containsKey("correlation.id"))
        .extracting(span -> span.getName() + " " + ReceivedSpans.traceId(span))
        .containsExactly(
            "GET /orders " + ReceivedSpans.traceId(orders.get(2)),
            "GET /stock " + ReceivedSpans.traceId(orders.get(2)));

    List<String> sent = shop.output().lines().filter(line -> line.startsWith("stock got")).toList();
    assertThat(sent).hasSize(4);
    // Root=1-4bf92f35-77b34da6a3ce929d0e0e4736, in Datadog's two parts.
    assertThat(sent.get(1))
        .contains("x-datadog-trace-id=11803532876627986230")
        .contains("x-datadog-tags=_dd.p.tid=4bf92f3577b34da6")
        .contains("x-datadog-sampling-priority=1")
        .contains("x-amzn-trace-id=Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=")
        .contains("traceparent=00-" + TRACE);
    // A trace that the agent begins says that its id is random: flags 03.
    assertThat(sent.get(2)).contains("x-request-id=r-17").containsPattern("traceparent=\\S+-03,");
  }

  @Test
  void keepsNothingAndSaysMoreWhenAskedTo() throws Exception {
    Ended shop =
        runShop(
            Map.of(
                "JAEGER_SERVICE_NAME", "shop-of-jaeger",
                "JAEGER_SAMPLER", "rateLimiting",
                "JAEGER_SAMPLER_PARAM", "0",
                "OTEL_PROPAGATORS", "datadog,tracecontext",
                "CLEW_DEBUG", "true"),
            "/orders",
            "/orders|" + DATADOG + "|traceparent: 00-" + OTHER_TRACE + "-00f067aa0ba902b7-01");
    assertThat(shop.output())
        .contains("service shop-of-jaeger (JAEGER_SERVICE_NAME)")
        .contains("sampler rateLimiting (JAEGER_SAMPLER), traces a second 0 (JAEGER_SAMPLER_PARAM)")
        .contains("which counts; conflicts so far: 1");
    // What a caller keeps is kept.
    assertThat(shop.spans().all())
        .extracting(ReceivedSpans::traceId)
        .containsOnly("00000000000000000000000000001234");
  }

  @Test
  void keepsWhatFailsAndSendsItToEachBackend() throws Exception {
    try (HttpSink others = new HttpSink()) {
      Ended shop =
          runShop(
              Map.of(
                  "OTEL_TRACES_SAMPLER",
                  "errors_or_ratio",
                  "OTEL_TRACES_SAMPLER_ARG",
                  "0",
                  "OTEL_TRACES_EXPORTER",
                  "otlp,jaeger,zipkin,datadog,console",
                  "JAEGER_ENDPOINT",
                  others.url() + "/api/traces",
                  "OTEL_EXPORTER_ZIPKIN_ENDPOINT",
                  others.url() + "/api/v2/spans",
                  "DD_TRACE_AGENT_URL",
                  others.url()),
              "/orders",
              "/fail",
              "/orders");
      assertThat(shop.spans().tree(ReceivedSpans.traceId(shop.spans().named("GET /fail"))))
          .isEqualTo(
              """
              SERVER GET /fail
                CLIENT SELECT postgres
              """);
      assertThat(shop.spans().all()).extracting(Span::getName).doesNotContain("GET /orders");
      assertThat(others.paths())
          .containsExactlyInAnyOrder("/api/traces", "/api/v2/spans", "/v0.4/traces");
      assertThat(shop.output()).contains("{\"name\":\"GET /fail\"");
    }
  }
}
