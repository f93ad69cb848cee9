package dev.clew.instrumentation.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.OtlpReceiver;
import dev.clew.instrumentation.agent.AgentProcess.Ended;
import dev.clew.instrumentation.fixtures.RedisServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class RedisUnderAgentTest {
  @TempDir Path folder;

  @Test
  void makesOneSpanACommand() throws Exception {
    Ended shop;
    try (OtlpReceiver receiver = new OtlpReceiver();
        RedisServer redis = RedisServer.start()) {
      shop =
          new AgentProcess(folder, receiver)
              .runWithLibrary(
                  RedisShop.class,
                  Map.of("SERVICE_NAME", "shop"),
                  List.of(String.valueOf(redis.port())));
    }
    assertThat(shop.exitCode()).as(shop.output()).isZero();
    ReceivedSpans spans = shop.spans();
    assertThat(spans.tree(ReceivedSpans.traceId(spans.named("jedis"))))
        .isEqualTo(
            """
            INTERNAL jedis
              CLIENT SET
              CLIENT GET
              CLIENT LPUSH
              CLIENT PIPELINE GET
            """);
    assertThat(spans.tree(ReceivedSpans.traceId(spans.named("lettuce"))))
        .isEqualTo(
            """
            INTERNAL lettuce
              CLIENT SET
              CLIENT GET
              CLIENT EXISTS
              CLIENT LPUSH
            """);
    // Each with a trace of its own.
    List<Span> pops = spans.all().stream().filter(span -> span.getName().equals("BRPOP")).toList();
    assertThat(pops).hasSize(2).allMatch(span -> span.getLinksCount() == 1);
    // The pipeline is the agent's, which comes first there; the commands are Clew's.
    assertThat(ReceivedSpans.attributes(spans.named("EXISTS")))
        .containsEntry("db.redis.key_pattern", "user:?");
  }
}
