package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.store.segment.Segment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store in ordinary times: one process, no damage.
class StoreTest {
  private static final long NOW = System.currentTimeMillis() * 1_000_000L;

  @TempDir Path folder;

  @Test
  void acknowledgedSpansAreInTheNextSnapshot() throws Exception {
    try (Store store = open()) {
      AppendResult result = store.append("default", SpanBatches.of(5, 1, 2, 3)).get();
      assertThat(result).isEqualTo(new AppendResult(3, 0));
      assertThat(spans(store, "default")).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void spansAreThereAfterReopening() throws Exception {
    try (Store store = open()) {
      store.append("default", SpanBatches.of(5, 1, 2)).get();
      store.append("other", SpanBatches.of(5, 3)).get();
    }
    try (Store store = open()) {
      assertThat(spans(store, "default")).containsExactly(1L, 2L);
      assertThat(spans(store, "other")).containsExactly(3L);
      assertThat(store.status().replayedSpans()).isEqualTo(3);
    }
  }

  @Test
  void exactRepeatsAreLeftOutAndCounted() throws Exception {
    try (Store store = open()) {
      store.append("default", SpanBatches.of(5, 1, 2)).get();
      AppendResult again = store.append("default", SpanBatches.of(5, 2, 3)).get();
      assertThat(again).isEqualTo(new AppendResult(1, 1));
      assertThat(spans(store, "default")).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void aStartForgetsNoRepeatThatWasKnownBefore() throws Exception {
    try (Store store = open()) {
      store.append("default", SpanBatches.of(5, 1, 2)).get();
      store.flush().get();
      store.append("default", SpanBatches.of(5, 3)).get();
    }
    try (Store store = open()) {
      AppendResult retry = store.append("default", SpanBatches.of(5, 1, 2)).get();
      assertThat(retry).isEqualTo(new AppendResult(0, 2));
      store.append("default", SpanBatches.of(5, 4)).get();
    }
    try (Store store = open()) {
      assertThat(spans(store, "default")).containsExactly(1L, 2L, 3L, 4L);
    }
  }

  @Test
  void aSecondStoreIsKeptOffTheFolderAndToldWhoHasIt() throws Exception {
    try (Store _ = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreLockedException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining(folder.toString());
    }
  }

  @Test
  void appendsToAClosedStoreAreRefused() throws Exception {
    Store store = open();
    store.close();
    assertThat(store.append("default", SpanBatches.of(5, 1)))
        .failsWithin(java.time.Duration.ofMinutes(1))
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(StoreRefusedException.class);
  }

  @Test
  void flushedSpansAreReadFromBlocksNowAndAfterReopening() throws Exception {
    try (Store store = open()) {
      store.append("default", SpanBatches.of(NOW, 1, 2, 3)).get();
      store.flush().get();
      assertThat(store.status().liveSpans()).isZero();
      assertThat(store.status().blockSpans()).isEqualTo(3);
      assertThat(spans(store, "default")).containsExactly(1L, 2L, 3L);
    }
    try (Store store = open()) {
      assertThat(store.status().replayedSpans()).isZero();
      assertThat(spans(store, "default")).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void aFlushOfNothingCompletes() throws Exception {
    try (Store store = open()) {
      store.flush().get();
      assertThat(store.status().blocks()).isZero();
    }
  }

  @Test
  void piecesOfATraceAreFoundAndKnownAsSplitWhereverTheyAre() throws Exception {
    try (Store store = open()) {
      store.append("default", SpanBatches.span(7, 71, NOW)).get();
      store.append("default", SpanBatches.span(8, 81, NOW)).get();
      store.flush().get();
      checkPieces(store, 1);
      store.append("default", SpanBatches.span(7, 72, NOW + 1)).get();
      checkPieces(store, 2);
      store.flush().get();
      checkPieces(store, 2);
      store.append("default", SpanBatches.span(7, 73, NOW + 2)).get();
      checkPieces(store, 3);
    }
    try (Store store = open()) {
      checkPieces(store, 3);
    }
  }

  @Test
  void spansFarFromTheirArrivalGetABlockOfTheirOwn() throws Exception {
    try (Store store = open()) {
      store.append("default", SpanBatches.span(7, 71, NOW)).get();
      store.append("default", SpanBatches.span(7, 72, 0)).get();
      store.flush().get();
      assertThat(store.status().blocks()).isEqualTo(2);
      checkPieces(store, 2);
    }
  }

  @Test
  void generationsCloseBySizeWithoutBeingAsked() throws Exception {
    StoreOptions small = StoreOptions.builder().generationLogBytes(300).build();
    try (Store store = Store.open(folder, small, RecoveryListener.NONE)) {
      for (long id = 1; id <= 20; id++) {
        long span = id;
        while (store
            .append("default", SpanBatches.single(span, NOW))
            .handle((_, failure) -> failure != null)
            .get()) {
          Thread.sleep(1);
        }
      }
      assertThat(store.status().blocks()).isGreaterThan(2);
      assertThat(spans(store, "default")).hasSize(20).doesNotHaveDuplicates();
    }
  }

  @Test
  void listenersHearOfWhatIsStored() throws Exception {
    List<String> heard = new ArrayList<>();
    try (Store store = open()) {
      AutoCloseable subscription =
          store.subscribe(
              (tenant, batch, repeats) ->
                  heard.add(tenant + " " + batch.size() + " " + (repeats != null)));
      store.append("default", SpanBatches.of(NOW, 1)).get();
      store.append("other", SpanBatches.of(NOW, 1, 2)).get();
      store.append("default", SpanBatches.of(NOW, 1)).get();
      subscription.close();
      store.append("default", SpanBatches.of(NOW, 9)).get();
    }
    assertThat(heard).containsExactly("default 1 false", "other 2 false", "default 1 true");
  }

  private static void checkPieces(Store store, int pieces) {
    try (StoreSnapshot snapshot = store.snapshot("default")) {
      List<StoreSnapshot.TracePiece> found = snapshot.find(0xABCDL, 7);
      assertThat(found).hasSize(pieces);
      for (StoreSnapshot.TracePiece piece : found) {
        if (pieces > 1) {
          assertThat(snapshot.isSplit(piece.segment(), piece.trace())).isTrue();
        }
      }
      for (StoreSnapshot.TracePiece piece : snapshot.find(0xABCDL, 8)) {
        assertThat(snapshot.isSplit(piece.segment(), piece.trace())).isFalse();
      }
    }
  }

  private Store open() throws Exception {
    return Store.open(folder, StoreOptions.builder().build(), RecoveryListener.NONE);
  }

  static List<Long> spans(Store store, String tenant) {
    List<Long> ids = new ArrayList<>();
    try (StoreSnapshot snapshot = store.snapshot(tenant)) {
      for (Segment segment : snapshot.segments()) {
        for (int row = 0; row < segment.spanCount(); row++) {
          ids.add(segment.traceIdLow(segment.trace(row)));
        }
      }
    }
    ids.sort(null);
    return ids;
  }
}
