package dev.clew.query.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.read.TimeWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeatGridTest {
  private record Trace(long start, long duration, boolean error, long id) {}

  @Test
  void theOrderOfTheTracesDoesNotMatter() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Trace> traces = new ArrayList<>();
      int spread = random.nextInt(1, 63);
      for (int i = random.nextInt(1, 60); i > 0; i--) {
        long start = random.nextLong() >> random.nextInt(spread, 64);
        long duration = random.nextLong() >> random.nextInt(64);
        traces.add(new Trace(start, duration, random.nextInt(4) == 0, random.nextLong()));
      }
      int columns = random.nextInt(1, 50);
      int rows = random.nextInt(1, 30);
      HeatMap map = map(TimeWindow.ALL, columns, rows, traces);
      Collections.shuffle(traces, random);
      assertThat(map(TimeWindow.ALL, columns, rows, traces)).as("seed %s", seed).isEqualTo(map);
      assertThat(map.columns()).as("seed %s", seed).isBetween(1, columns);
      assertThat(map.cells().stream().mapToLong(HeatMap.Cell::traces).sum())
          .as("seed %s", seed)
          .isEqualTo(traces.size());
    }
  }

  @Test
  void theEndsOfTimeAreTimesLikeAnyOther() {
    Trace end = new Trace(Long.MAX_VALUE, 1, false, 2);
    HeatMap atEnd = map(TimeWindow.ALL, 10, 10, List.of(end, end));
    assertThat(atEnd.startNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(atEnd.endNanos()).isEqualTo(Long.MAX_VALUE);
    HeatMap wide =
        map(TimeWindow.ALL, 10, 10, List.of(end, new Trace(Long.MIN_VALUE, 1, false, 1)));
    assertThat(wide.columns()).isEqualTo(8);
    assertThat(wide.columnNanos()).isEqualTo(1L << 61);
  }

  @Test
  void allOfTimeIsOneColumnIfItMustBe() {
    HeatMap map =
        map(
            TimeWindow.ALL,
            1,
            1,
            List.of(
                new Trace(Long.MIN_VALUE, -1, false, 1),
                new Trace(Long.MAX_VALUE, Long.MAX_VALUE, false, 2)));
    assertThat(map.columns()).isEqualTo(1);
    assertThat(map.startNanos()).isEqualTo(Long.MIN_VALUE);
    assertThat(map.endNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(map.durationBounds()).containsExactly(0L, Long.MAX_VALUE);
    assertThat(map.cells()).containsExactly(new HeatMap.Cell(0, 0, 2, 0, 0, 1));
  }

  @Test
  void aWindowOfOneNanosecondIsOneColumn() {
    HeatMap map = map(new TimeWindow(7, 7), 100, 10, List.of(new Trace(3, 9, true, 1)));
    assertThat(map.columns()).isEqualTo(1);
    assertThat(List.of(map.startNanos(), map.endNanos(), map.columnNanos()))
        .containsExactly(7L, 7L, 1L);
    assertThat(map.cells()).containsExactly(new HeatMap.Cell(0, 0, 1, 1, 0, 1));
  }

  @Test
  void withoutTracesTheWindowIsShownAllTheSame() {
    assertThat(map(new TimeWindow(0, 99), 10, 10, List.of()))
        .isEqualTo(new HeatMap(10, 0, 99, 10, List.of(), List.of(), 0, 0));
    assertThat(map(TimeWindow.ALL, 10, 10, List.of()).columns()).isZero();
  }

  @Test
  void stepsHoldTheDurationsBetweenTheirBoundsAndGrowEvenly() {
    assertThat(DurationScale.bound(0)).isZero();
    for (int step = 0; step < DurationScale.size(); step++) {
      long from = DurationScale.bound(step);
      long to = DurationScale.bound(step + 1);
      assertThat(to).isGreaterThan(from);
      assertThat(DurationScale.step(from)).isEqualTo(step);
      assertThat(DurationScale.step(to - 1)).isEqualTo(step);
      if (from > 1_000 && step < DurationScale.size() - 1) {
        assertThat((double) to / from).isBetween(1.043, 1.046);
      }
    }
    assertThat(DurationScale.step(-1)).isZero();
    assertThat(DurationScale.step(Long.MAX_VALUE)).isEqualTo(DurationScale.size() - 1);
  }

  private static HeatMap map(TimeWindow window, int columns, int rows, List<Trace> traces) {
    HeatGrid grid = new HeatGrid(window, columns, rows);
    for (Trace trace : traces) {
      grid.add(trace.start, trace.duration, trace.error, 0, trace.id);
    }
    return grid.map();
  }
}
