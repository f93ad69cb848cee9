package dev.clew.instrumentation.spi.export;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// Messages as UDP packets. Nobody confirms them; a host that refuses one is noticed with the next.
final class UdpWire implements Wire {
  /// What Jaeger's agent takes, and what fits into a packet with room for the headers below.
  static final int LIMIT = 65_000;

  private final String host;
  private final int port;
  private @Nullable DatagramSocket socket;

  UdpWire(String host, int port) {
    this.host = host;
    this.port = port;
  }

  @Override
  public int limit() {
    return LIMIT;
  }

  @Override
  public synchronized void send(SpanFormat.Message message) throws IOException {
    try {
      DatagramSocket connected = connected();
      connected.send(new DatagramPacket(message.bytes(), message.bytes().length));
    } catch (IOException e) {
      close(); // the next packet looks the host up again
      throw e;
    }
  }

  private DatagramSocket connected() throws IOException {
    DatagramSocket open = socket;
    if (open == null) {
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new UnknownHostException("no address of host '" + host + "' is known");
      }
      open = new DatagramSocket();
      try {
        open.connect(address);
      } catch (SocketException e) {
        open.close();
        throw e;
      }
      socket = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  @Override
  public String toString() {
    return host + ":" + port + "/udp";
  }
}
