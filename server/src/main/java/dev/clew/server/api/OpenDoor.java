package dev.clew.server.api;

import java.util.List;

/// A port that this process listens on.
///
/// @param name what it is for, in words
/// @param protocols that are spoken there, what it is meant for first: `otlp-grpc`, `otlp-http`,
///     `http`
/// @param address that it is bound to, in numbers; `0.0.0.0` and `::` (in whatever length) mean
/// every
///     one
/// @param port from 1 to 65535
public record OpenDoor(String name, List<String> protocols, String address, int port) {
  public OpenDoor {
    protocols = List.copyOf(protocols);
  }
}
