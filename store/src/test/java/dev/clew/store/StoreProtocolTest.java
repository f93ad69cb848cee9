package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.store.disk.FaultyDisk.Operation;
import dev.clew.store.segment.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shortest runs by which a store of logs and blocks loses or doubles spans when one of its
/// rules is left out; the numbers are those of the rows of the store protocol. Rows 6 and 7 speak
/// of compaction as well and are here as far as expiry goes. Every loss of power is drawn many
/// times.
class StoreProtocolTest {
  private static final int DRAWS = 30;

  @TempDir Path folder;

  @Test
  void row1_blockFilesAreSyncedBeforeTheManifest() throws Exception {
    afterPowerLoss(
        test -> {
          test.send(1);
          test.flush();
        });
  }

  @Test
  void row2_theManifestIsSyncedBeforeTheRename() throws Exception {
    afterPowerLoss(
        test -> {
          for (long span = 1; span <= 4; span++) {
            test.send(span);
            test.flush();
          }
        });
  }

  @Test
  void row3_aHalfWrittenManifestIsNoManifest() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      test.send(1);
      test.disk.failNext(Operation.WRITE, named("manifest-"));
      var _ = test.store.flush();
      until(() -> test.disk.pendingFaults() == 0);
      test.kill();
      test.check("restart");
      test.flush();
      test.check("flush");
    }
  }

  @Test
  void row4_theFolderOfTheManifestIsSyncedBeforeItCounts() throws Exception {
    afterPowerLoss(
        test -> {
          test.send(1);
          test.flush();
          test.send(2);
          test.flush();
          // By now the segment of the first generation may be gone.
          test.send(3);
          test.flush();
        });
  }

  @Test
  void row5_allBlocksOfAGenerationAreOneCommit() throws Exception {
    for (int block = 1; block <= 2; block++) {
      try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
        test.send("default", 1);
        test.send("other", 2);
        int[] seen = {block};
        test.disk.failNext(
            Operation.CREATE,
            path -> path.getFileName().toString().equals("spans") && --seen[0] == 0);
        var _ = test.store.flush();
        until(() -> test.disk.pendingFaults() == 0);
        test.check("half built");
        test.kill();
        test.check("restart");
      }
    }
  }

  @Test
  void row6_aChangeIsMadeToTheManifestInForce() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      test.options.retentionBytes(150);
      test.reopen();
      for (long span = 1; span <= 6; span++) {
        test.send(span);
        test.flush();
      }
      // Each flush comes with an expiry; neither takes back the other.
      until(() -> test.spans().equals(List.of("default/6")));
      test.reopen();
      assertThat(test.spans()).containsExactly("default/6");
    }
  }

  @Test
  void row7_whatExpiredStaysExpired() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      test.options.retentionAge(Duration.ofMillis(1));
      test.reopen();
      test.send(1);
      test.flush();
      until(() -> test.spans().isEmpty());
      test.kill();
      assertThat(test.spans()).isEmpty();
    }
  }

  @Test
  void row8_generationsAreBuiltInOrder() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      test.disk.failNext(Operation.CREATE, named("spans"));
      test.send(1);
      var _ = test.store.flush();
      until(() -> test.disk.pendingFaults() == 0);
      test.send(2);
      var _ = test.store.flush();
      test.kill();
      test.check("restart");
      test.flush();
      test.check("flush");
    }
  }

  @Test
  void row9_workInProgressIsNoGarbage() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      for (long span = 1; span <= 20; span++) {
        test.send(span);
        // A reader that comes and goes makes garbage be collected.
        test.store.snapshot("default").close();
        test.flush();
      }
      test.check("now");
      test.reopen();
      test.check("restart");
    }
  }

  @Test
  void row10_afterTheRenameACommitIsCarriedThrough() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      test.send(1);
      test.disk.failNext(Operation.SYNC_DIRECTORY, folder::equals);
      test.flush();
      assertThat(test.disk.pendingFaults()).isZero();
      test.check("flush");
      test.kill();
      test.check("restart");
    }
  }

  @Test
  void row11_recoverySyncsTheFolderOfTheManifest() throws Exception {
    for (int draw = 0; draw < DRAWS; draw++) {
      try (TestStore test = new TestStore(folder, FsyncPolicy.ALWAYS)) {
        test.send(1);
        test.flush();
        StoreOptions.Builder keeping = test.options;
        test.options = StoreOptions.builder().disk(test.disk).retentionAge(Duration.ofMillis(1));
        // The first sync is that of opening; the next one is that of the expiry, which is renamed
        // by then.
        int[] syncs = {2};
        test.disk.failNext(
            Operation.SYNC_DIRECTORY, path -> folder.equals(path) && --syncs[0] == 0);
        test.reopen();
        until(() -> test.disk.pendingFaults() == 0);
        test.options = keeping;
        test.kill();
        assertThat(test.spans()).isEmpty();
        test.losePower(new Random(draw));
        assertThat(test.spans()).as("draw %s", draw).isEmpty();
      }
    }
  }

  @Test
  void row12_recoverySyncsSegments() throws Exception {
    for (int draw = 0; draw < DRAWS; draw++) {
      try (TestStore test = new TestStore(folder, FsyncPolicy.ALWAYS)) {
        test.disk.failNext(Operation.SYNC, named(".log"));
        assertThat(test.send(1)).isFalse();
        test.kill();
        assertThat(test.send(1)).isTrue();
        test.losePower(new Random(draw));
        test.check("draw " + draw);
      }
    }
  }

  @Test
  void row13_theReplayPointIsTheLowestUncoveredSegment() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      test.send(1);
      test.flush();
      test.disk.failNext(Operation.CREATE, named("spans"));
      test.send(2);
      var _ = test.store.flush();
      until(() -> test.disk.pendingFaults() == 0);
      test.send(3);
      test.kill();
      test.check("restart");
    }
  }

  @Test
  void row14_replayedSegmentIsAGenerationOfItsOwn() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      test.send(1);
      test.send(2);
      test.kill();
      test.send(3);
      test.kill();
      test.send(4);
      test.kill();
      test.check("restart");
      assertThat(test.store.status().replayedSpans() + test.store.status().blockSpans())
          .isGreaterThanOrEqualTo(4);
      test.flush();
      test.check("flush");
      test.kill();
      test.check("last restart");
    }
  }

  @Test
  void row15_generationNumbersAreNeverReused() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      for (long span = 1; span <= 3; span++) {
        test.send(span);
        test.flush();
        test.kill();
      }
      test.send(4);
      test.kill();
      test.check("restart");
    }
  }

  @Test
  void row16_theHashIsRebuiltAtStart() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      test.send(1);
      test.flush();
      test.kill();
      test.send(1);
      test.check("retry");
      test.flush();
      test.check("flush");
    }
  }

  @Test
  void row17_replayDropsRepeats() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.ALWAYS)) {
      test.disk.failNext(Operation.SYNC, named(".log"));
      assertThat(test.send(1)).isFalse();
      assertThat(test.send(1)).isTrue();
      test.kill();
      test.check("restart");
    }
  }

  @Test
  void row18_theTenantIsInTheHashKey() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      test.send("default", 1);
      test.send("other", 1);
      test.check("now");
      test.kill();
      test.check("restart");
    }
  }

  @Test
  void row19_checkAndInsertAreOneStep() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      for (long span = 1; span <= 200; span++) {
        long id = span;
        test.sent.add("default/" + id);
        Thread[] senders = new Thread[4];
        for (int i = 0; i < senders.length; i++) {
          senders[i] =
              Thread.startVirtualThread(
                  () -> test.store.append("default", SpanBatches.of(TestStore.START, id)).join());
        }
        for (Thread sender : senders) {
          sender.join();
        }
      }
      test.check("now");
      assertThat(test.store.status().storedSpans()).isEqualTo(200);
      assertThat(test.store.status().repeatedSpans()).isEqualTo(600);
    }
  }

  @Test
  void row20_aRepeatIsRefusedWhereItsFirstCopyIs() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.ALWAYS)) {
      for (long span = 1; span <= 50; span++) {
        long id = span;
        test.disk.failNext(Operation.SYNC, named(".log"));
        var first = test.store.append("default", SpanBatches.of(TestStore.START, id));
        var second = test.store.append("default", SpanBatches.of(TestStore.START, id));
        first.exceptionally(_ -> new AppendResult(0, 0)).join();
        AppendResult result = second.exceptionally(_ -> new AppendResult(0, 0)).join();
        test.sent.add("default/" + id);
        if (result.stored() + result.repeats() > 0) {
          test.acknowledged.add("default/" + id);
        }
        test.check("span " + id);
      }
      test.losePower(new Random(1));
      test.check("restart");
    }
  }

  @Test
  void row21_closingWaitsForAppendsInFlight() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      for (long span = 1; span <= 100; span++) {
        var append = test.store.append("default", SpanBatches.of(TestStore.START, span));
        var flush = test.store.flush();
        test.sent.add("default/" + span);
        append.join();
        flush.join();
        test.acknowledged.add("default/" + span);
      }
      test.kill();
      test.check("restart");
    }
  }

  @Test
  void row22_aFailedWriteIsCutOff() throws Exception {
    for (boolean cut : new boolean[] {true, false}) {
      try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
        test.send(1);
        test.disk.failNext(Operation.WRITE, named(".log"));
        if (!cut) {
          test.disk.failNext(Operation.TRUNCATE, named(".log"));
        }
        assertThat(test.send(2)).isFalse();
        test.check("refused");
        assertThat(test.send(3)).isTrue();
        test.kill();
        test.check("restart");
        assertThat(test.spans()).containsExactly("default/1", "default/3");
      }
    }
  }

  @Test
  void row23_aFailedSyncRefusesAndClosesTheSegment() throws Exception {
    for (int draw = 0; draw < DRAWS; draw++) {
      try (TestStore test = new TestStore(folder, FsyncPolicy.ALWAYS)) {
        test.send(1);
        long generation = test.store.status().openGeneration();
        test.disk.failNext(Operation.SYNC, named(".log"));
        assertThat(test.send(2)).isFalse();
        assertThat(test.spans()).containsExactly("default/1");
        assertThat(test.send(3)).isTrue();
        assertThat(test.store.status().openGeneration()).isGreaterThan(generation);
        test.losePower(new Random(draw));
        test.check("draw " + draw);
      }
    }
  }

  @Test
  void row24_bytesAreWrittenBackBeforeRecoverySyncsThem() throws Exception {
    for (int draw = 0; draw < DRAWS; draw++) {
      try (TestStore test = new TestStore(folder, FsyncPolicy.ALWAYS)) {
        test.disk.failNext(Operation.SYNC, named(".log"));
        assertThat(test.send(1)).isFalse();
        test.kill();
        assertThat(test.send(1)).isTrue();
        test.losePower(new Random(draw));
        test.check("draw " + draw);
      }
    }
  }

  @Test
  void row25_theLogFolderIsSyncedBeforeTheFirstAcknowledgement() throws Exception {
    afterPowerLoss(test -> test.send(1));
  }

  @Test
  void row26_blocksAppearAsTheirGenerationDisappears() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      for (long span = 1; span <= 100; span++) {
        test.send(span);
        var flush = test.store.flush();
        while (!flush.isDone()) {
          test.check("span " + span);
        }
        test.check("span " + span + " built");
      }
    }
  }

  @Test
  void row27_deletionWaitsForReaders() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      test.options.retentionBytes(150);
      test.reopen();
      test.send(1);
      test.flush();
      try (StoreSnapshot snapshot = test.store.snapshot("default")) {
        for (long span = 2; span <= 5; span++) {
          test.send(span);
          test.flush();
        }
        until(() -> test.spans().equals(List.of("default/5")));
        Segment segment = snapshot.segments().getFirst();
        assertThat(segment.traceIdLow(segment.trace(0))).isEqualTo(1);
      }
      until(() -> test.disk.files().stream().filter(named("spans")).count() <= 2);
    }
  }

  @Test
  void row28_theLogIsKeptFromTheOlderReplayPoint() throws Exception {
    try (TestStore test = new TestStore(folder, FsyncPolicy.NEVER)) {
      test.send(1);
      test.flush();
      test.send(2);
      test.flush();
      test.stop();
      test.disk.kill();
      Path newest = test.disk.files().stream().filter(named("manifest-")).toList().getLast();
      test.disk.damage(newest, 40);
      test.restart();
      test.check("fallback");
      assertThat(test.store.status().problems())
          .anyMatch(problem -> problem.text().contains(newest.toString()));
      test.flush();
      test.kill();
      test.check("restart");
    }
  }

  private void afterPowerLoss(Run run) throws Exception {
    for (int draw = 0; draw < DRAWS; draw++) {
      try (TestStore test = new TestStore(folder, FsyncPolicy.ALWAYS)) {
        run.accept(test);
        test.losePower(new Random(draw));
        test.check("draw " + draw);
        test.flush();
        test.check("draw " + draw + " built");
      }
    }
  }

  private static Predicate<Path> named(String part) {
    return path -> path.getFileName().toString().contains(part);
  }

  private static void until(BooleanSupplier condition) {
    for (int waited = 0; !condition.getAsBoolean(); waited++) {
      assertThat(waited).as("milliseconds waited").isLessThan(60_000);
      TestStore.sleep();
    }
  }

  private interface Run {
    void accept(TestStore test) throws IOException;
  }
}
