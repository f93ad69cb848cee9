package dev.clew.instrumentation.redis;

import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/// Makes the sockets of one connection, and knows whom the last one leads to.
final class PeerSocketFactory extends DefaultJedisSocketFactory {
  private volatile @Nullable InetSocketAddress peer;

  PeerSocketFactory(HostAndPort server, JedisClientConfig config) {
    super(server, config);
  }

  @Override
  public Socket createSocket() {
    Socket socket = super.createSocket();
    peer = socket.getRemoteSocketAddress() instanceof InetSocketAddress address ? address : null;
    return socket;
  }

  @Nullable InetSocketAddress peer() {
    return peer;
  }
}
