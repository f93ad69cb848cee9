package dev.clew.store.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.RandomSpans;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanTexts;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArenaConcurrencyTest {
  private static final int BATCHES = 300;
  private static final int READERS = 3;

  private final Arena arena = new Arena("live", 0);
  private final List<SpanBatch> batches = new ArrayList<>();

  /// How many spans there are before batch `i`.
  private final int[] spansBefore = new int[BATCHES + 1];

  @Test
  void readersSeeWholeBatchesInOrderWhileOneAppends() throws Exception {
    RandomSpans spans = new RandomSpans(new Random(11));
    for (int i = 0; i < BATCHES; i++) {
      batches.add(spans.batch(30));
      spansBefore[i + 1] = spansBefore[i] + batches.get(i).size();
    }
    AtomicBoolean done = new AtomicBoolean();
    Semaphore checked = new Semaphore(0);
    try (ExecutorService executor = Executors.newFixedThreadPool(READERS)) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int r = 0; r < READERS; r++) {
        long seed = r;
        readers.add(executor.submit(reading(new Random(seed), done, checked)));
      }
      for (SpanBatch batch : batches) {
        arena.append(batch, null);
        if (arena.spanCount() % 5 == 0) {
          // Else everything might be appended before a reader has had its turn.
          checked.acquire();
        }
      }
      done.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
    check(arena.snapshot(), new Random(1));
    assertThat(arena.spanCount()).isEqualTo(spansBefore[BATCHES]);
  }

  private Callable<Integer> reading(Random random, AtomicBoolean done, Semaphore checked) {
    return () -> {
      int checks = 0;
      try {
        Segment older = arena.snapshot();
        while (!done.get() || checks == 0) {
          check(older, random);
          older = arena.snapshot();
          checks++;
          checked.release();
        }
      } finally {
        // A reader that fails does not keep the others from going on.
        checked.release(BATCHES);
      }
      return checks;
    };
  }

  private void check(Segment segment, Random random) {
    int whole = Arrays.binarySearch(spansBefore, segment.spanCount());
    assertThat(whole).as("%d spans end a batch", segment.spanCount()).isNotNegative();
    if (whole == 0) {
      return;
    }
    int batch = random.nextInt(whole);
    int[] rows = IntStream.range(spansBefore[batch], spansBefore[batch + 1]).toArray();
    assertThat(SpanTexts.sorted(segment.read(rows)))
        .isEqualTo(SpanTexts.sorted(batches.get(batch)));

    int inTraces = 0;
    for (int trace = 0; trace < segment.traceCount(); trace++) {
      int[] ofTrace = segment.spans(trace);
      inTraces += ofTrace.length;
      assertThat(ofTrace[ofTrace.length - 1]).isLessThan(segment.spanCount());
      assertThat(segment.findTrace(segment.traceIdHigh(trace), segment.traceIdLow(trace)))
          .isEqualTo(trace);
    }
    assertThat(inTraces).isEqualTo(segment.spanCount());

    List<ColumnName> names = new ArrayList<>(segment.columnNames());
    Collections.shuffle(names, random);
    for (SegmentColumn column : segment.columns(names.getFirst())) {
      ColumnValues values = column.values();
      for (int i = 0; i < values.count() && column.dictionary() != null; i++) {
        assertThat(values.code(i)).isLessThan(column.dictionary().size());
      }
    }
  }
}
