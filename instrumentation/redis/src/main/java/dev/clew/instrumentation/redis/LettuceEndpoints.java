package dev.clew.instrumentation.redis;

import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/// The connections that were opened last.
///
/// Lettuce asks for an endpoint with every command that a connection introduces itself with, and
/// once more when it is open, each time with the same object for the address. What was learnt from
/// those commands is to stay known. Of more than 256 connections that open at once, some are taken
/// to have selected database 0.
final class LettuceEndpoints {
  private static final int MOST = 256;

  private final Deque<LettuceEndpoint> last = new ArrayDeque<>();

  synchronized LettuceEndpoint of(SocketAddress address) {
    for (LettuceEndpoint endpoint : last) {
      if (endpoint.isOf(address)) {
        return endpoint;
      }
    }
    if (last.size() == MOST) {
      last.removeLast();
    }
    LettuceEndpoint made = new LettuceEndpoint(address);
    last.addFirst(made);
    return made;
  }
}
