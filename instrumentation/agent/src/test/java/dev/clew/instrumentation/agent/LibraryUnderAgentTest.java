package dev.clew.instrumentation.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.OtlpReceiver;
import dev.clew.instrumentation.agent.AgentProcess.Ended;
import dev.clew.instrumentation.fixtures.PostgresServer;
import dev.clew.instrumentation.fixtures.RedisServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LibraryUnderAgentTest {
  @TempDir Path folder;

  @Test
  void makesOneSpanAnOperation() throws Exception {
    Ended shop;
    try (OtlpReceiver receiver = new OtlpReceiver();
        PostgresServer postgres = PostgresServer.start();
        RedisServer redis = RedisServer.start()) {
      shop =
          new AgentProcess(folder, receiver)
              .runWithLibrary(
                  LibraryShop.class,
                  Map.of("SERVICE_NAME", "shop"),
                  List.of(postgres.url(), Integer.toString(redis.port())));
    }
    assertThat(shop.exitCode()).as(shop.output()).isZero();
    ReceivedSpans spans = shop.spans();

    // Ten threads and one repeat; who adopts does not end what is another's.
    assertThat(shop.output())
        .contains("handles 1\nadopted true\nactive true\nactive true\n")
        .containsOnlyOnce("tracing is on: service shop (SERVICE_NAME)")
        .containsOnlyOnce("tracing is on: with the OpenTelemetry that is there already")
        .contains("tracing is initialised already; other options have no effect");

    Span order = spans.named("GET /orders");
    assertThat(spans.tree(ReceivedSpans.traceId(order)))
        .isEqualTo(
            """
            SERVER GET /orders
              INTERNAL order.process
                INTERNAL LibraryShop.reserve
                  INTERNAL stock.check
                    CLIENT GET
                      SERVER GET /stock
                        INTERNAL Stock.later
                        INTERNAL Stock.count
                        INTERNAL Stock.fail
                  INTERNAL Prices.of
            """);
    Span invoice = spans.named("GET /invoices/*");
    assertThat(spans.tree(ReceivedSpans.traceId(invoice)))
        .isEqualTo(
            """
            SERVER GET /invoices/*
              INTERNAL invoice.print
                CLIENT SELECT postgres
                CLIENT SET
                CLIENT GET
            """);

    // By the extension, from inside the methods.
    assertThat(spans.named("Stock.fail").getStatus().getMessage()).isEqualTo("no stock");
    assertThat(spans.named("Stock.later").getEndTimeUnixNano())
        .isGreaterThan(spans.named("Stock.count").getEndTimeUnixNano());
    assertThat(shop.output()).contains("jdk answered 12 but no stock12");

    // The filters find the agent's spans, and do the rest of what they are for.
    assertThat(ReceivedSpans.attributes(order)).containsEntry("correlation.id", "r-17");
    assertThat(ReceivedSpans.attributes(invoice)).containsEntry("correlation.id", "r-18");
    assertThat(shop.output().lines().map(line -> line.toLowerCase(Locale.ROOT)))
        .contains("jdk answered x-correlation-id: r-17", "servlet answered x-correlation-id: r-18")
        .contains("jdk answered traceparent: " + traceparent(order))
        .contains("servlet answered traceparent: " + traceparent(invoice));
  }

  /// Of a trace that the agent has begun, whose ids are random.
  private static String traceparent(Span span) {
    return "00-%s-%s-03".formatted(ReceivedSpans.traceId(span), ReceivedSpans.spanId(span));
  }
}
