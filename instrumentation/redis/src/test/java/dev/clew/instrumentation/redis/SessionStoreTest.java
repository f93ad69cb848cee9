package dev.clew.instrumentation.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.RedisServer;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/// A program that keeps its sessions in Redis.
class SessionStoreTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  @Row({"0.005", "0.069", "0.014"})
  void aSessionsLifeIsSeenDownToItsCommands() throws Exception {
    try (RedisServer server = RedisServer.start();
        RedisClient redis =
            JedisTracing.of(RedisTracing.builder().names(RedisSpanNames.REDIS_DASH).build())
                .client(new HostAndPort("localhost", server.port()))) {
      Sessions sessions = new Sessions(redis);
      String session = sessions.login("ann");
      assertThat(sessions.lookup(session)).isEqualTo("ann");
      sessions.logout(session);
      assertThat(sessions.lookup(session)).isNull();
    }
    spans
        .await(8)
        .assertTree(
            """
            session.login
              . session.operation = "login"
              . user.id = "ann"
              redis-set  CLIENT
                . db.query.text = "SET session:? ? ? ?"
            session.lookup
              . session.operation = "lookup"
              . session.found = true
              redis-get  CLIENT
                . db.redis.key_pattern = "session:?"
                . db.response.size = 3
            session.logout
              . session.operation = "logout"
              redis-del  CLIENT
            session.lookup
              . session.found = false
              redis-get
            """);
  }

  private record Sessions(RedisClient redis) {
    private static final long HOUR_SECONDS = 3600;

    String login(String user) {
      return Tracing.withSpan(
          "session.login",
          () -> {
            Tracing.setSpanAttributes("session.operation", "login", "user.id", user);
            String session = UUID.randomUUID().toString();
            redis.set("session:" + session, user, new SetParams().ex(HOUR_SECONDS));
            return session;
          });
    }

    @Nullable String lookup(String session) {
      return Tracing.withSpan(
          "session.lookup",
          () -> {
            Tracing.setSpanAttributes("session.operation", "lookup");
            String user = redis.get("session:" + session);
            Tracing.setAttribute("session.found", user != null);
            return user;
          });
    }

    void logout(String session) {
      Tracing.withSpan(
          "session.logout",
          () -> {
            Tracing.setSpanAttributes("session.operation", "logout");
            redis.del("session:" + session);
          });
    }
  }
}
