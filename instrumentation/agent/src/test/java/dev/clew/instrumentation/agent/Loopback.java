package dev.clew.instrumentation.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A client of HTTP that nobody instruments, so that a request has just the headers that it is
/// given.
final class Loopback {
  private Loopback() {}

  /// Asks for a path.
  ///
  /// @param headers lines, as `x-request-id: r-1`
  /// @return the answer, head and body
  static String get(int port, String path, List<String> headers) {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
    request.append("host: localhost\r\nconnection: close\r\n");
    headers.forEach(header -> request.append(header).append("\r\n"));
    request.append("\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("could not ask for " + path, e);
    }
  }
}
