package dev.clew.instrumentation.jobs;

import dev.clew.instrumentation.fixtures.RedisServer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.RedisClient;

/// A Redis for the tests of a class, empty before each, with a client to look into it.
final class TestRedis implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private RedisServer server;
  private RedisClient client;

  @Override
  public void beforeAll(ExtensionContext context) {
    server = RedisServer.start();
    client = RedisClient.create("localhost", server.port());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    client.flushDB();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client.close();
    server.close();
  }

  int port() {
    return server.port();
  }

  RedisClient client() {
    return client;
  }

  JobStore store() {
    return new JedisJobStore(client);
  }
}
