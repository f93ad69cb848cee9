package dev.clew.server.config;

import org.jspecify.annotations.Nullable;

/// Where a door listens.
///
/// @param host a name or address; null for the one that `--bind` gives
/// @param port from 0 to 65535; 0 for any that is free
/// @param named whether someone asked for just this one: then it is an error when it is taken, else
///     only a warning
public record Endpoint(@Nullable String host, int port, boolean named) {
  /// A default: the port alone.
  public static Endpoint byDefault(int port) {
    return new Endpoint(null, port, false);
  }

  /// Reads `host:port`, `:port` or `[v6]:port`; no host means every address, as the Collector has
  /// it.
  ///
  /// @throws IllegalArgumentException when it is none of them
  public static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("'" + text + "' is not host:port");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    int port;
    try {
      port = Integer.parseInt(text.substring(colon + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not host:port", e);
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
    }
    return new Endpoint(host.isEmpty() ? "0.0.0.0" : host, port, true);
  }

  /// The host, or a default.
  public String hostOr(String bind) {
    return host == null ? bind : host;
  }
}
