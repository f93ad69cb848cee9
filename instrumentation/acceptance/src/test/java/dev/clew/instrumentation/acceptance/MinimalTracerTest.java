package dev.clew.instrumentation.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.minimal.OtlpSink;
import dev.clew.instrumentation.minimal.Span;
import dev.clew.server.config.ClewConfig;
import dev.clew.server.wiring.Clew;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinimalTracerTest {
  @Test
  @Row({"2.064", "2.065"})
  void sendsItsSpansToClew(@TempDir Path data) throws Exception {
    try (Clew clew = Clew.start(ClewConfig.builder().data(data).ephemeralPorts().build())) {
      clew.ready().join();
      int port = clew.ports().otlpHttp();
      OtlpSink sink = new OtlpSink(URI.create("http://localhost:" + port + "/v1/traces"), "servio");
      Span root = Span.createRoot("api.orders.create", sink);
      Span service = root.createChild("OrderService \"create\" \ud83d\ude80");
      service.createChild("OrderRepository.create").finish();
      service.finish();
      root.finish();
      assertThat(sink.flush()).isTrue();
      assertThat(sink.dropped()).isZero();
      new StoredTraces(clew.ports().query())
          .tree(root.getContext().traceId())
          .assertMatches(
              """
              api.orders.create  INTERNAL  UNSET
                OrderService "create" \ud83d\ude80
                  OrderRepository.create
              """);
    }
  }
}
