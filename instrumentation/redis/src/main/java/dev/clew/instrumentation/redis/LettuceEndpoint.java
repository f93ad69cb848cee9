package dev.clew.instrumentation.redis;

import io.lettuce.core.tracing.Tracing;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// A connection of Lettuce: whom it leads to, and the database that is selected there.
final class LettuceEndpoint implements Tracing.Endpoint {
  private final SocketAddress identity;
  private final @Nullable InetSocketAddress address;
  private volatile int database;

  LettuceEndpoint(SocketAddress address) {
    this.identity = address;
    this.address = address instanceof InetSocketAddress internet ? internet : null;
  }

  boolean isOf(SocketAddress other) {
    return identity == other;
  }

  void selected(int index) {
    database = index;
  }

  void describe(RedisCall call) {
    if (address != null) {
      call.server(address.getHostString(), address.getPort());
      call.peer(address);
    }
    call.database(database);
  }
}
