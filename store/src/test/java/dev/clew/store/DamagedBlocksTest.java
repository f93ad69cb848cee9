package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.store.segment.Field;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentReadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a block whose files were damaged after they were written.
class DamagedBlocksTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"spans.parquet", "traces.parquet", "meta.json"})
  void aDamagedBlockGoesToTheQuarantineAndTheRestIsFound(String file) throws Exception {
    try (Store store = open()) {
      store.append("default", SpanBatches.of(5, 1, 2)).get();
      store.flush().get();
    }
    Path block = blocks().getFirst();
    damage(block.resolve(file));
    try (Store store = open()) {
      store.append("default", SpanBatches.of(6, 3)).get();
      store.flush().get();
      store.append("default", SpanBatches.of(7, 4)).get();
      // At the start, or by the first reader: whoever meets the damage is told.
      until(() -> canRead(store));
      assertThat(spans(store)).containsExactly(3L, 4L);
      assertThat(block).doesNotExist();
      Path kept = folder.resolve("quarantine").resolve(block.getFileName());
      assertThat(kept.resolve(file)).exists();
      assertThat(store.status().problems())
          .anySatisfy(
              problem ->
                  assertThat(problem.text())
                      .contains(block.toString(), file, "it is kept as " + kept));
      assertThat(store.status().blocks()).isEqualTo(1);
    }
    try (Store store = open()) {
      assertThat(spans(store)).containsExactly(3L, 4L);
      assertThat(folder.resolve("quarantine").resolve(block.getFileName())).exists();
    }
  }

  @Test
  void theReaderThatMeetsTheDamageFailsAndIsToldTheFile() throws Exception {
    try (Store store = open()) {
      store.append("default", SpanBatches.of(5, 1, 2)).get();
      store.flush().get();
      try (StoreSnapshot snapshot = store.snapshot("default")) {
        Path file = blocks().getFirst().resolve("spans.parquet");
        damage(file);
        Segment segment = snapshot.segments().getFirst();
        assertThatThrownBy(() -> readAll(segment))
            .isInstanceOf(SegmentReadException.class)
            .hasMessageContaining(file.toString());
      }
      until(() -> store.status().blocks() == 0);
      assertThat(spans(store)).isEmpty();
      assertThat(folder.resolve("quarantine")).isNotEmptyDirectory();
    }
  }

  @Test
  void aBlockThatCouldOnlyNotBeReadForAWhileStaysWhereItIs() throws Exception {
    try (Store store = open()) {
      store.append("default", SpanBatches.of(5, 1, 2)).get();
      store.flush().get();
      Path file = blocks().getFirst().resolve("spans.parquet");
      byte[] sound = Files.readAllBytes(file);
      try (StoreSnapshot snapshot = store.snapshot("default")) {
        // A link to itself is a failure of the operating system, not of the bytes.
        Files.delete(file);
        Files.createSymbolicLink(file, file.getFileName());
        Segment segment = snapshot.segments().getFirst();
        assertThatThrownBy(() -> readAll(segment)).isInstanceOf(SegmentReadException.class);
        until(
            () ->
                store.status().problems().stream()
                    .anyMatch(problem -> problem.text().contains("is not damaged")));
      }
      Files.delete(file);
      Files.write(file, sound);
      assertThat(spans(store)).containsExactly(1L, 2L);
      assertThat(folder.resolve("quarantine")).doesNotExist();
    }
  }

  private Store open() throws IOException {
    return Store.open(folder, StoreOptions.builder().build(), RecoveryListener.NONE);
  }

  private List<Path> blocks() throws IOException {
    try (Stream<Path> blocks = Files.list(folder.resolve("blocks/default"))) {
      return blocks.sorted().toList();
    }
  }

  /// Turns every byte but the first four around.
  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 4; i < bytes.length; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(file, bytes);
  }

  private static boolean canRead(Store store) {
    try {
      return !spans(store).isEmpty();
    } catch (SegmentReadException e) {
      return false;
    }
  }

  private static List<Long> spans(Store store) {
    List<Long> found = new ArrayList<>();
    try (StoreSnapshot snapshot = store.snapshot("default")) {
      for (Segment segment : snapshot.segments()) {
        readAll(segment);
        for (int row = 0; row < segment.spanCount(); row++) {
          found.add(segment.traceIdLow(segment.trace(row)));
        }
      }
    }
    found.sort(null);
    return found;
  }

  private static void readAll(Segment segment) {
    assertThat(segment.column(Field.NAME).values()).isNotNull();
    assertThat(segment.read(new int[] {0}).size()).isEqualTo(1);
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    for (int waited = 0; !condition.getAsBoolean(); waited++) {
      assertThat(waited).as("milliseconds waited").isLessThan(60_000);
      Thread.sleep(1);
    }
  }
}
