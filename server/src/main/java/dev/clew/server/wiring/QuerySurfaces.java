package dev.clew.server.wiring;

import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerErrorHandler;
import dev.clew.query.read.QueryLimits;
import dev.clew.server.api.ClewApi;
import dev.clew.server.api.OpenDoor;
import dev.clew.server.api.Questions;
import dev.clew.server.jaeger.JaegerApi;
import dev.clew.server.metrics.QueryMetrics;
import dev.clew.server.page.PageService;
import dev.clew.server.storage.StoreGate;
import dev.clew.server.tail.TailHub;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// Everything that answers on the query port. A new HTTP surface is added in {@link
/// #addTo(ServerBuilder)}.
final class QuerySurfaces {
  /// How many questions are worked on at a time; the others wait.
  private static final int THREADS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  private final StoreGate gate;
  private final TailHub tail;
  private final QueryMetrics metrics;
  private final String basePath;
  private final Supplier<List<OpenDoor>> doors;

  /// @param doors those of this process that are open now
  /// @param basePath below which all of it lies: empty, or as `/clew`
  QuerySurfaces(
      StoreGate gate,
      TailHub tail,
      QueryMetrics metrics,
      String basePath,
      Supplier<List<OpenDoor>> doors) {
    this.gate = gate;
    this.tail = tail;
    this.metrics = metrics;
    this.basePath = basePath;
    this.doors = doors;
  }

  void addTo(ServerBuilder server) {
    Questions questions = new Questions(gate, limits());
    server
        .baseContextPath(basePath.isEmpty() ? "/" : basePath)
        .blockingTaskExecutor(THREADS)
        .decorator(metrics::measured);
    if (!basePath.isEmpty()) {
      server.errorHandler(new OutsideBasePath(basePath).orElse(ServerErrorHandler.ofDefault()));
    }
    new ClewApi(questions, tail, doors).addTo(server);
    new JaegerApi(questions, InstantSource.system()).addTo(server);
    new PageService(basePath).addTo(server);
  }

  /// The usual limits, with no more than a quarter of the heap for one question.
  private static QueryLimits limits() {
    QueryLimits usual = QueryLimits.DEFAULT;
    long share = Runtime.getRuntime().maxMemory() / 4;
    return new QueryLimits(usual.time(), usual.bytesRead(), Math.min(usual.bytesHeld(), share));
  }
}
