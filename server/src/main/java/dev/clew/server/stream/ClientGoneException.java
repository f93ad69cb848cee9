package dev.clew.server.stream;

import java.io.IOException;

/// Nobody reads the answer any more: the client closed its connection or takes too long.
public final class ClientGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  ClientGoneException(String message) {
    super(message);
  }
}
