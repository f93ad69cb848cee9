package dev.clew.server.wiring;

import com.linecorp.armeria.server.GracefulShutdown;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.server.api.OpenDoor;
import dev.clew.server.config.Endpoint;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One port with what answers there. Each has a server of its own on the threads that all share, so
/// that one port that is taken does not keep the others shut.
final class Door {
  /// Armeria's limit is 4,096, which a TraceQL query in a URL can exceed.
  private static final int MAX_REQUEST_LINE = 32 * 1024;

  private static final int MAX_HEADERS = 64 * 1024;
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

  /// More than nothing, so that Armeria gives requests under way the second it has for them. Not
  /// its quiet period: that would wait for the clients to stop sending, and serve them meanwhile.
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final String name;
  private final List<String> protocols;
  private final Endpoint endpoint;
  private final InetSocketAddress address;
  private final Server server;

  private Door(
      String name,
      List<String> protocols,
      Endpoint endpoint,
      InetSocketAddress address,
      Server server) {
    this.name = name;
    this.protocols = protocols;
    this.endpoint = endpoint;
    this.address = address;
    this.server = server;
  }

  /// @param protocols that are spoken there, as [OpenDoor] names them
  /// @param bind the address where the endpoint names none
  /// @param services adds what answers
  static Door build(
      String name,
      List<String> protocols,
      Endpoint endpoint,
      String bind,
      EventLoopGroup threads,
      Consumer<ServerBuilder> services) {
    InetSocketAddress address =
        new InetSocketAddress(resolve(endpoint.hostOr(bind)), endpoint.port());
    ServerBuilder builder =
        Server.builder()
            .http(address)
            // Else Armeria asks the operating system for the name, in a process of its own.
            .defaultHostname("localhost")
            .workerGroup(threads, false)
            .http1MaxInitialLineLength(MAX_REQUEST_LINE)
            .http1MaxHeaderSize(MAX_HEADERS)
            .http2MaxHeaderListSize(MAX_HEADERS)
            .requestTimeout(REQUEST_TIMEOUT)
            .gracefulShutdown(
                GracefulShutdown.builder().quietPeriod(Duration.ZERO).timeout(STOP_TIMEOUT).build())
            // Clew counts for itself. A registry of its own for each server, or their meters would
            // clash.
            .meterRegistry(new CompositeMeterRegistry())
            .disableServerHeader();
    services.accept(builder);
    return new Door(name, protocols, endpoint, address, builder.build());
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("cannot resolve the address '" + host + "'", e);
    }
  }

  String name() {
    return name;
  }

  /// Begins to listen.
  ///
  /// @return completes with null, or with a warning when the port is taken and nobody asked for
  /// just
  ///     this one; fails with a {@link PortTakenException} when somebody did
  CompletableFuture<@Nullable String> open() {
    return server
        .start()
        .<@Nullable String>thenApply(_ -> null)
        .exceptionally(
            failure -> {
              Throwable cause = failure.getCause() == null ? failure : failure.getCause();
              String text =
                  "cannot listen on "
                      + address.getHostString()
                      + ":"
                      + address.getPort()
                      + " for "
                      + name
                      + ": "
                      + cause.getMessage();
              if (endpoint.named()) {
                throw new CompletionException(new PortTakenException(text, cause));
              }
              return text;
            });
  }

  /// The port that is listened on; 0 when it is closed.
  int port() {
    return server.activePort() == null ? 0 : server.activeLocalPort();
  }

  /// What others are told of it while it is open.
  OpenDoor described() {
    return new OpenDoor(name, protocols, address.getAddress().getHostAddress(), port());
  }

  /// The address in the form `host:port`.
  String location() {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /// The address in the form `host:port` that a browser on this machine finds it at.
  String browserLocation() {
    String host = address.getAddress().getHostAddress();
    return address.getAddress().isAnyLocalAddress() || host.equals("127.0.0.1")
        ? "localhost:" + port()
        : location();
  }

  /// Stops listening, then waits a second at most for requests under way.
  CompletableFuture<Void> close() {
    return server.stop();
  }
}
