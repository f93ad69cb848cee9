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

  /// What a generation's log takes, in bytes: some twenty requests.
  private static final int GENERATION_BYTES = 16 * 1024;

  private static final List<String> FSYNC = List.of("always", "interval", "never");
  private static final String[] QUICK_START = {"-XX:TieredStopAtLevel=1", "-Xmx256m"};

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void losesAndDoublesNothingWhenKilledUnderLoad() throws Exception {
    try (Load load = new Load(new LoadSpans(SEED, nowNanos()))) {
      for (int kill = 0; kill < KILLS; kill++) {
        try (ServerProcess server = ServerProcess.spawn(folder, storage(), QUICK_START)) {
          // A process that is killed while it starts sees no clients: what they sent to it could be
          // stored one generation away from the requests still to be repeated, and after another
          // kill two.
          if (random.nextInt(5) == 0) {
            Thread.sleep(random.nextInt(1500));
          } else {
            load.sendTo(server.awaitReady());
            load.awaitRounds(1 + random.nextInt(50));
            Thread.sleep(0, random.nextInt(1_000_000));
          }
          server.kill();
        } finally {
          load.sendTo(null);
        }
      }
      assertAllThereOnce(load);
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

  private void assertAllThereOnce(Load load) throws Exception {
    try (ServerProcess server = ServerProcess.start(folder, storage(), QUICK_START);
        ClewApi api = new ClewApi(server.awaitReady())) {
      load.sendTo(server.awaitReady());
      load.finish();
      LoadCheck check = new LoadCheck(load, api);
      check.byId();
      System.out.printf(
          "seed %d: %d requests acknowledged, all there once%n", SEED, load.acknowledged());
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
