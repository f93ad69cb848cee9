package dev.clew.instrumentation;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/// Whether anyone answers where spans are sent to.
///
/// @param isOpen whether nothing speaks against it
/// @param text what was found, in words
record Reachability(boolean isOpen, String text) {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final String UDP = "/udp";

  /// @param destination a URL, or `host:port/udp`
  static Reachability of(String destination) {
    boolean udp = destination.endsWith(UDP);
    URI uri;
    try {
      uri =
          URI.create(
              udp
                  ? "udp://" + destination.substring(0, destination.length() - UDP.length())
                  : destination);
    } catch (IllegalArgumentException e) {
      return new Reachability(false, "'" + destination + "' is no address");
    }
    if (uri.getHost() == null) {
      return new Reachability(false, "'" + destination + "' names no host");
    }
    int fallback = "https".equals(uri.getScheme()) ? 443 : 80;
    InetSocketAddress address =
        new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? fallback : uri.getPort());
    if (address.isUnresolved()) {
      return new Reachability(false, "no address of host '" + uri.getHost() + "' is known");
    }
    return udp ? ofPackets(address) : ofConnection(address);
  }

  private static Reachability ofConnection(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) PATIENCE.toMillis());
      return new Reachability(true, "port " + address.getPort() + " is open");
    } catch (SocketTimeoutException e) {
      return new Reachability(
          false,
          "port %d does not answer within %d s; a firewall may be in between"
              .formatted(address.getPort(), PATIENCE.toSeconds()));
    } catch (IOException e) {
      return new Reachability(
          false, "port %d is closed (%s)".formatted(address.getPort(), e.getMessage()));
    }
  }

  /// Whoever listens for packets says nothing to one of a single byte, which is no batch of spans;
  /// but a host where nobody listens may say so. It says nothing to an empty packet.
  private static Reachability ofPackets(InetSocketAddress address) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(address);
      socket.setSoTimeout(300);
      socket.send(new DatagramPacket(new byte[1], 1));
      socket.receive(new DatagramPacket(new byte[1], 1));
      return new Reachability(true, "UDP port " + address.getPort() + " answers");
    } catch (PortUnreachableException e) {
      return new Reachability(
          false, "UDP port " + address.getPort() + " is closed: the host refuses packets");
    } catch (SocketTimeoutException e) {
      return new Reachability(
          true,
          "UDP port " + address.getPort() + " refuses no packets, which is all that UDP can tell");
    } catch (IOException e) {
      return new Reachability(
          false, "UDP port %d cannot be sent to (%s)".formatted(address.getPort(), e.getMessage()));
    }
  }
}
