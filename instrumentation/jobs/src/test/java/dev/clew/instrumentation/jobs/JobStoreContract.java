package dev.clew.instrumentation.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.fixtures.RedisServer;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What every client of Redis does for the queue; each client inherits it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JobStoreContract {
  private static final int WORKERS = 4;
  private static final int JOBS = 1000;

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private RedisServer server;
  private JobStore store;

  /// A store over a new client of the server at this port.
  abstract JobStore connect(int port);

  /// Closes all clients.
  abstract void disconnect();

  /// What the client throws where the server is gone.
  abstract Class<? extends RuntimeException> failure();

  @BeforeAll
  void start() {
    server = RedisServer.start();
    store = connect(server.port());
  }

  @AfterAll
  void stop() {
    disconnect();
    server.close();
  }

  @Test
  void runsScriptsAndReadsHashes() {
    String script = "redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) return {ARGV[2], 'done'}";
    assertThat(store.eval(script, List.of("h"), List.of("name", "ä€")))
        .containsExactly("ä€", "done");
    assertThat(store.eval("return {}", List.of(), List.of())).isEmpty();
    assertThat(store.hgetall("h")).isEqualTo(Map.of("name", "ä€"));
    assertThat(store.hgetall("nothing")).isEmpty();
  }

  @Test
  void aScriptThatFailsThrowsTheClientsOwnException() {
    assertThatThrownBy(() -> store.eval("return nonsense()", List.of(), List.of()))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("nonsense");
  }

  @Test
  @Row({"3.063", "3.015"})
  void noJobIsClaimedTwiceAndNoneIsLost() throws Exception {
    TracedRedisJobQueue queue = new TracedRedisJobQueue(store);
    List<String> ids = IntStream.range(0, JOBS).mapToObj(i -> "race-" + i).toList();
    for (int i = 0; i < JOBS; i++) {
      queue.submitJob(JobData.of(ids.get(i)).withPriority(i % 10));
    }
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<List<ClaimedJob>>> claims = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        TracedRedisJobQueue own = new TracedRedisJobQueue(connect(server.port()));
        String worker = "worker-" + i;
        claims.add(workers.submit((Callable<List<ClaimedJob>>) () -> claimAll(own, worker)));
      }
      List<String> claimed = new ArrayList<>();
      for (Future<List<ClaimedJob>> claim : claims) {
        List<ClaimedJob> jobs = claim.get();
        jobs.forEach(job -> claimed.add(job.data().id()));
        assertThat(jobs).extracting(job -> -job.data().priority()).isSorted();
      }
      assertThat(claimed).containsExactlyInAnyOrderElementsOf(ids);
    } finally {
      workers.shutdownNow();
    }
    assertThat(spans.all().stream().filter(span -> span.getName().equals("job-claimed")))
        .hasSize(JOBS);
  }

  private static List<ClaimedJob> claimAll(TracedRedisJobQueue queue, String worker) {
    List<ClaimedJob> claimed = new ArrayList<>();
    for (ClaimedJob job = queue.claimJob(worker); job != null; job = queue.claimJob(worker)) {
      claimed.add(job);
    }
    return claimed;
  }

  @Test
  void whatTheClientThrowsComesThrough() {
    RedisServer doomed = RedisServer.start();
    JobStore gone = connect(doomed.port());
    assertThat(gone.hgetall("nothing")).isEmpty();
    doomed.close();

    TracedRedisJobQueue traced = new TracedRedisJobQueue(gone);
    TracedRedisJobQueue untraced =
        new TracedRedisJobQueue(
            gone, JobTracing.builder().openTelemetry(OpenTelemetry.noop()).build());
    for (TracedRedisJobQueue queue : List.of(traced, untraced)) {
      assertThatThrownBy(() -> queue.submitJob(JobData.of("1"))).isInstanceOf(failure());
      assertThatThrownBy(() -> queue.claimJob("w")).isInstanceOf(failure());
    }
    assertThat(spans.named("job-queue").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }
}
