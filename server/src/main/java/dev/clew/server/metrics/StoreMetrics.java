package dev.clew.server.metrics;

import dev.clew.server.storage.StoreGate;
import dev.clew.store.StoreStatus;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToDoubleFunction;

/// What the store says of itself, as metrics; nothing while it is not open.
public final class StoreMetrics {
  private final StoreGate gate;
  private final PrometheusRegistry registry;

  private StoreMetrics(StoreGate gate, PrometheusRegistry registry) {
    this.gate = gate;
    this.registry = registry;
  }

  public static void register(StoreGate gate, PrometheusRegistry registry) {
    new StoreMetrics(gate, registry).registerAll();
  }

  private void registerAll() {
    counter("stored_spans", "spans stored", StoreStatus::storedSpans);
    counter("repeated_spans", "spans left out as exact repeats", StoreStatus::repeatedSpans);
    counter("refused_appends", "batches that the store refused", StoreStatus::refusedAppends);
    counter("logged_bytes", "bytes written to the log", StoreStatus::loggedBytes);
    counter("replayed_spans", "spans read back at start", StoreStatus::replayedSpans);
    gauge("pending_appends", "batches waiting to be written", StoreStatus::pendingAppends);
    gauge("pending_append_bytes", "their size", StoreStatus::pendingAppendBytes);
    gauge("live_spans", "spans in memory, not yet in blocks", StoreStatus::liveSpans);
    gauge("live_bytes", "bytes of their columns", StoreStatus::liveBytes);
    gauge("open_generation", "generation that takes appends", StoreStatus::openGeneration);
    gauge(
        "waiting_generations",
        "closed generations whose blocks are not complete",
        StoreStatus::waitingGenerations);
    gauge("blocks", "blocks that count", StoreStatus::blocks);
    gauge("block_bytes", "bytes of their files", StoreStatus::blockBytes);
    gauge("block_spans", "spans in them", StoreStatus::blockSpans);
    gauge("manifest", "number of the manifest in force", StoreStatus::manifest);
    GaugeWithCallback.builder()
        .name("clew_store_open")
        .help("1 when the store is open")
        .callback(callback -> callback.call(gate.problem().isEmpty() ? 1 : 0))
        .register(registry);
  }

  private void counter(String name, String help, ToDoubleFunction<StoreStatus> value) {
    CounterWithCallback.builder()
        .name("clew_store_" + name)
        .help(help)
        .callback(
            callback -> {
              if (gate.problem().isEmpty()) {
                callback.call(value.applyAsDouble(gate.store().status()));
              }
            })
        .register(registry);
  }

  private void gauge(String name, String help, ToDoubleFunction<StoreStatus> value) {
    GaugeWithCallback.builder()
        .name("clew_store_" + name)
        .help(help)
        .callback(
            callback -> {
              if (gate.problem().isEmpty()) {
                callback.call(value.applyAsDouble(gate.store().status()));
              }
            })
        .register(registry);
  }
}
