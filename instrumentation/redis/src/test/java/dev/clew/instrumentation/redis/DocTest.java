package dev.clew.instrumentation.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.RedisServer;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  @Row("1.024")
  void theExamplesWork() throws Exception {
    try (RedisServer server = RedisServer.start()) {
      assertThat(DocExamples.jedis(server.port())).isEqualTo("ann");
      assertThat(lettuce(DocExamples.names(), server.port())).isEqualTo("ann");
    }
    spans
        .await(4)
        .assertTree(
            """
            SET
            GET
            queueAdd
              . db.query.text = "ZADD jobs:pending 5.0 job-1"
            redis-get
            """);
  }

  private static String lettuce(RedisTracing tracing, int port) {
    ClientResources resources =
        ClientResources.builder().tracing(LettuceTracing.of(tracing)).build();
    RedisClient client = RedisClient.create(resources, "redis://localhost:" + port);
    try {
      RedisCommands<String, String> redis = client.connect().sync();
      redis.zadd("jobs:pending", 5, "job-1");
      return redis.get("user:1");
    } finally {
      client.shutdown();
      resources.shutdown().awaitUninterruptibly();
    }
  }
}
