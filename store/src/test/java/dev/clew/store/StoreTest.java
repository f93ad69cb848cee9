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
