package dev.clew.instrumentation.jobs;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

class JedisJobStoreTest extends JobStoreContract {
  private final List<RedisClient> clients = new ArrayList<>();

  @Override
  JobStore connect(int port) {
    RedisClient client = RedisClient.create("localhost", port);
    clients.add(client);
    return new JedisJobStore(client);
  }

  @Override
  void disconnect() {
    clients.forEach(RedisClient::close);
  }

  @Override
  Class<? extends RuntimeException> failure() {
    return JedisConnectionException.class;
  }
}
