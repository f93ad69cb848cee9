package dev.clew.server.wiring;

import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.grpc.GrpcHealthCheckService;
import com.linecorp.armeria.server.healthcheck.SettableHealthChecker;
import dev.clew.server.api.OpenDoor;
import dev.clew.server.config.ClewConfig;
import dev.clew.server.config.Endpoint;
import dev.clew.server.health.HealthService;
import dev.clew.server.metrics.MetricsService;
import dev.clew.server.metrics.QueryMetrics;
import dev.clew.server.metrics.StoreMetrics;
import dev.clew.server.otlp.InFlightBytes;
import dev.clew.server.otlp.OriginPatterns;
import dev.clew.server.otlp.OtlpDoor;
import dev.clew.server.otlp.OtlpMetrics;
import dev.clew.server.otlp.SpanIntake;
import dev.clew.server.storage.StoreGate;
import dev.clew.server.tail.TailHub;
import io.netty.channel.EventLoopGroup;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running Clew: every door open, the store opening or open behind them.
public final class Clew implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Clew.class);

  /// The share of the heap that requests in flight may hold.
  private static final int HEAP_SHARE = 4;

  private static final List<String> HTTP = List.of("http");

  private final ClewConfig config;
  private final EventLoopGroup threads;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final StoreGate gate;
  private final SpanIntake intake;
  private final TailHub tail;
  private final @Nullable Door otlpGrpc;
  private final @Nullable Door otlpHttp;
  private final Door query;
  private final Door health;
  private final Door metrics;
  private final List<String> warnings;

  private Clew(ClewConfig config) {
    this.config = config;
    threads = EventLoopGroups.newEventLoopGroup(Runtime.getRuntime().availableProcessors(), "clew");
    gate = StoreGate.opening(config.data(), config.store());
    InFlightBytes inFlight = new InFlightBytes(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    intake = new SpanIntake(gate, inFlight);
    tail = TailHub.on(gate);
    StoreMetrics.register(gate, registry);
    SettableHealthChecker grpcHealth = new SettableHealthChecker(false);
    var _ = gate.opened().thenRun(() -> grpcHealth.setHealthy(true));
    OtlpDoor otlp =
        new OtlpDoor(
            intake,
            new OtlpMetrics(registry, inFlight),
            GrpcHealthCheckService.of(grpcHealth),
            OriginPatterns.of(config.allowedOrigins()));
    otlpGrpc =
        otlpDoor(
            "OTLP gRPC and HTTP",
            List.of("otlp-grpc", "otlp-http"),
            config.otlpGrpc(),
            otlp,
            config.maxGrpcBytes());
    otlpHttp =
        otlpDoor(
            "OTLP HTTP and gRPC",
            List.of("otlp-http", "otlp-grpc"),
            config.otlpHttp(),
            otlp,
            config.maxHttpBytes());
    QuerySurfaces surfaces =
        new QuerySurfaces(
            gate, tail, new QueryMetrics(registry), config.basePath(), this::openDoors);
    query = door("page, Clew API, Jaeger API", HTTP, config.query(), surfaces::addTo);
    health =
        door(
            "health",
            HTTP,
            config.health(),
            builder -> {
              HealthService service = new HealthService(gate::problem);
              builder.service("/", service).service("/status", service);
            });
    metrics =
        door(
            "Prometheus metrics",
            HTTP,
            config.metrics(),
            builder -> builder.service("/metrics", new MetricsService(registry)));
    warnings = listen();
  }

  /// Opens every door and returns; the store goes on opening behind them.
  ///
  /// @throws PortTakenException when a port that was asked for by name is taken
  public static Clew start(ClewConfig config) {
    return new Clew(config);
  }

  private @Nullable Door otlpDoor(
      String name,
      List<String> protocols,
      @Nullable Endpoint endpoint,
      OtlpDoor otlp,
      int maxBytes) {
    return endpoint == null
        ? null
        : door(name, protocols, endpoint, builder -> otlp.addTo(builder, maxBytes));
  }

  private Door door(
      String name, List<String> protocols, Endpoint endpoint, Consumer<ServerBuilder> services) {
    return Door.build(name, protocols, endpoint, config.bind(), threads, services);
  }

  private List<String> listen() {
    List<CompletableFuture<@Nullable String>> opening = doors().stream().map(Door::open).toList();
    List<String> taken = new ArrayList<>();
    try {
      for (CompletableFuture<@Nullable String> open : opening) {
        String warning = open.join();
        if (warning != null) {
          LOG.warn(warning);
          taken.add(warning);
        }
      }
    } catch (CompletionException e) {
      close();
      throw e.getCause() instanceof PortTakenException named ? named : e;
    }
    return taken;
  }

  private List<OpenDoor> openDoors() {
    return doors().stream().filter(door -> door.port() != 0).map(Door::described).toList();
  }

  private List<Door> doors() {
    List<Door> doors = new ArrayList<>();
    if (otlpGrpc != null) {
      doors.add(otlpGrpc);
    }
    if (otlpHttp != null) {
      doors.add(otlpHttp);
    }
    doors.add(query);
    doors.add(health);
    doors.add(metrics);
    return doors;
  }

  public Ports ports() {
    return new Ports(
        otlpGrpc == null ? 0 : otlpGrpc.port(),
        otlpHttp == null ? 0 : otlpHttp.port(),
        query.port(),
        health.port(),
        metrics.port());
  }

  /// Which ports are taken by others, in words.
  public List<String> warnings() {
    return warnings;
  }

  /// Completes when the store is open, or with the cause why it cannot be.
  public CompletableFuture<Void> ready() {
    return gate.opened().thenApply(_ -> null);
  }

  /// What a person at a terminal wants to know: each open port, where the data lies, and
  /// what to open in a browser.
  public String summary() {
    StringBuilder text = new StringBuilder();
    for (Door door : doors()) {
      if (door.port() != 0) {
        text.append(String.format("  %-22s %s%n", door.location(), door.name()));
      }
    }
    text.append(String.format("  %-22s %s", "data", config.data().toAbsolutePath()));
    if (query.port() != 0) {
      text.append(String.format("%nopen http://%s%s/", query.browserLocation(), config.basePath()));
    }
    return text.toString();
  }

  /// Stops listening, gives requests under way a second, and closes the store with its log synced.
  /// A client that got no answer sends again, and the store knows the repeat.
  @Override
  public void close() {
    tail.close();
    CompletableFuture.allOf(doors().stream().map(Door::close).toArray(CompletableFuture<?>[]::new))
        .join();
    intake.close();
    try {
      gate.close();
    } catch (IOException e) {
      LOG.error("the store did not close cleanly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.error("interrupted while the store was closing", e);
    }
    var _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
