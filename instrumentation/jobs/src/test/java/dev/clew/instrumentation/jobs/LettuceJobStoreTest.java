package dev.clew.instrumentation.jobs;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import java.util.ArrayList;
import java.util.List;

class LettuceJobStoreTest extends JobStoreContract {
  private final List<RedisClient> clients = new ArrayList<>();

  @Override
  JobStore connect(int port) {
    RedisClient client = RedisClient.create(RedisURI.create("localhost", port));
    // Otherwise a command waits for the server to come back.
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .autoReconnect(false)
            .build());
    clients.add(client);
    return new LettuceJobStore(client.connect().sync());
  }

  @Override
  void disconnect() {
    clients.forEach(RedisClient::shutdown);
  }

  @Override
  Class<? extends RuntimeException> failure() {
    return RedisException.class;
  }
}
