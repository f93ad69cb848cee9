package dev.clew.instrumentation.redis;

import org.jspecify.annotations.Nullable;

/// What the contract asks of a client.
interface TestClient extends AutoCloseable {
  String set(String key, String value);

  @Nullable String get(String key);

  long lpush(String key, String value);

  /// The value that was popped; null where there is none.
  @Nullable String brpop(String key, int seconds);

  @Override
  void close();
}
