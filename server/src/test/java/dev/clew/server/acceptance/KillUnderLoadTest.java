package dev.clew.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Clew is killed again and again while clients send: no acknowledged span is lost, none is there
/// twice, and every start succeeds. `-Dclew.test.kills` says how often, `-Dclew.test.seed` repeats
/// a run's choices; a failed run keeps its folder.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class KillUnderLoadTest {
  private static final int KILLS = Integer.getInteger("clew.test.kills", 50);
  private static final long SEED = Long.getLong("clew.test.seed", System.nanoTime());

  /// What a generation's log takes, in bytes: some fifteen requests, so that a round of the clients
  /// touches two generations at most.
  private static final int GENERATION_BYTES = 8 * 1024;

  /// After so many rounds more than ten generations have closed.
  private static final int ROUNDS_BEFORE_KILL = 15;

  private static final List<String> FSYNC = List.of("always", "interval", "never");
  private static final String[] QUICK_START = {"-XX:TieredStopAtLevel=1", "-Xmx256m"};

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void losesAndDoublesNothingWhenKilledUnderLoad() throws Exception {
    try (Load load = new Load(new LoadSpans(SEED, nowNanos()))) {
      int loaded = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        try (ServerProcess server = ServerProcess.spawn(folder, storage(), QUICK_START)) {
          // A process that is killed while it starts sees no clients: what they sent to it could be
          // stored one generation away from the requests still to be repeated, and after another
          // kill two.
          if (random.nextInt(5) == 0) {
            Thread.sleep(random.nextInt(1500));
          } else {
            load.sendTo(server.awaitReady());
            load.awaitRounds(ROUNDS_BEFORE_KILL + random.nextInt(30));
            loaded++;
            Thread.sleep(0, random.nextInt(1_000_000));
          }
          server.kill();
        } finally {
          load.sendTo(null);
        }
      }
      assertThat(assertAllThereOnce(load)).isGreaterThan(10L * loaded);
    }
  }

  @Test
  void keepsWhatItAcknowledgedWhenAskedToStopUnderLoad() throws Exception {
    try (Load load = new Load(new LoadSpans(SEED, nowNanos()))) {
      for (int stop = 0; stop < 3; stop++) {
        try (ServerProcess server = ServerProcess.start(folder, storage(), QUICK_START)) {
          load.sendTo(server.awaitReady());
          load.awaitRounds(1 + random.nextInt(50));
          // 143 is how a JVM says that a signal stopped it, however tidily.
          int code = server.terminate();
          assertThat(code).as(server.output()).isIn(0, 143);
        } finally {
          load.sendTo(null);
        }
      }
      assertAllThereOnce(load);
    }
  }

  /// @return how many generations there were
  private long assertAllThereOnce(Load load) throws Exception {
    try (ServerProcess server = ServerProcess.start(folder, storage(), QUICK_START);
        ClewApi api = new ClewApi(server.awaitReady())) {
      load.sendTo(server.awaitReady());
      load.finish();
      LoadCheck check = new LoadCheck(load, api);
      check.byId();
      check.byTraceQl();
      long generations = check.inBlocks(ServerProcess.dataOf(folder));
      check.byId();
      check.byTraceQl();
      System.out.printf(
          "seed %d: %d requests in %d generations, all there once%n",
          SEED, load.acknowledged(), generations);
      return generations;
    }
  }

  private String storage() {
    return """
    storage:
      fsync: %s
      generation: {log_size: %d}
    """
        .formatted(FSYNC.get(random.nextInt(FSYNC.size())), GENERATION_BYTES);
  }

  private static long nowNanos() {
    Instant now = Instant.now().minus(Duration.ofMinutes(10));
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond());
  }
}
