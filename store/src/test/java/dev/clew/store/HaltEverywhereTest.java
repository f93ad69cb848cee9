package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same run of appends, flushes and expiries, halted after every single operation of the disk,
/// and halted once more while it recovers from that: nothing acknowledged is lost, nothing is
/// doubled, and every start succeeds.
class HaltEverywhereTest {
  @TempDir Path folder;

  @Test
  void killedAfterEveryOperationWithoutSync() throws Exception {
    haltEverywhere(FsyncPolicy.NEVER, false, 1);
  }

  @Test
  void killedAfterEveryOperationWithSync() throws Exception {
    haltEverywhere(FsyncPolicy.ALWAYS, false, 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void powerLostAfterEveryOperation(long seed) throws Exception {
    haltEverywhere(FsyncPolicy.ALWAYS, true, seed);
  }

  private void haltEverywhere(FsyncPolicy fsync, boolean power, long seed) throws Exception {
    boolean halted = true;
    int runs = 0;
    for (int operations = 0; halted; operations++) {
      Random random = new Random(seed * 10_000 + operations);
      halted = run(fsync, power, random, operations, "seed " + seed + " halt " + operations);
      runs++;
    }
    assertThat(runs).as("operations of the run").isGreaterThan(40);
  }

  private boolean run(FsyncPolicy fsync, boolean power, Random random, int operations, String name)
      throws IOException {
    try (TestStore test = new TestStore(folder, fsync)) {
      test.disk.haltAfter(operations);
      script(test, 1);
      boolean halted = test.disk.halted();
      restart(test, power, random, name);
      test.check(name + " after restart");
      for (String span : test.unacknowledged()) {
        String[] parts = span.split("/", 2);
        assertThat(test.send(parts[0], Long.parseLong(parts[1]))).as(name).isTrue();
      }
      test.check(name + " after retry");
      test.flush();
      test.check(name + " after flush");
      script(test, 100);
      test.check(name + " after more");
      test.reopen();
      test.check(name + " at the end");
      return halted;
    }
  }

  /// Starts again, after one or two more halts on the way up.
  private static void restart(TestStore test, boolean power, Random random, String name)
      throws IOException {
    test.stop();
    for (int more = random.nextInt(3); more > 0; more--) {
      lose(test, power, random);
      test.disk.haltAfter(random.nextInt(12));
      try {
        test.restart();
        test.stop();
      } catch (IOException e) {
        assertThat(test.disk.halted()).as(name + ": " + e).isTrue();
      }
    }
    lose(test, power, random);
    test.restart();
  }

  private static void lose(TestStore test, boolean power, Random random) {
    if (power) {
      test.disk.losePower(random);
    } else {
      test.disk.kill();
    }
  }

  private static void script(TestStore test, long first) {
    test.send(first);
    test.send("other", first);
    test.send(first + 1);
    test.flush();
    test.send(first);
    test.send(first + 2);
    test.flush();
    test.send("other", first + 3);
    test.send(first + 4);
  }
}
