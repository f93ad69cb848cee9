package dev.clew.store.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Dictionary;
import dev.clew.model.RandomSpans;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanTexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every {@link Segment} does, whatever it is made of. A test of an implementation extends
/// this and says how spans get into segments of it.
public abstract class SegmentContract {
  private static final int SEEDS = 30;

  /// Segments that together hold exactly the spans of the batches, no segment empty.
  protected abstract List<Segment> segments(List<SpanBatch> batches) throws Exception;

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void readingAllRowsGivesAllSpans(int seed) throws Exception {
    List<SpanBatch> batches = batches(seed);

    assertThat(texts(segments(batches))).isEqualTo(texts(batches));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void readingSomeRowsGivesTheseSpansByScopeInTheirOrder(int seed) throws Exception {
    Random random = new Random(~seed);
    for (Segment segment : segments(batches(seed))) {
      List<String> byRow = SpanTexts.inRowOrder(SpansFromColumns.rebuild(segment));
      for (int i = 0; i < 10; i++) {
        int[] rows = someRows(segment, random, random.nextDouble());
        List<String> wanted = Arrays.stream(rows).mapToObj(byRow::get).toList();

        SpanBatch batch = segment.read(rows);

        List<String> texts = SpanTexts.inRowOrder(batch);
        assertThat(texts).containsExactlyInAnyOrderElementsOf(wanted);
        for (int scope = 0; scope < batch.scopes().count(); scope++) {
          List<String> ofScope = new ArrayList<>();
          for (int row = 0; row < batch.size(); row++) {
            if (batch.scope(row) == scope) {
              ofScope.add(texts.get(row));
            }
          }
          Set<String> members = new HashSet<>(ofScope);
          assertThat(ofScope).isEqualTo(wanted.stream().filter(members::contains).toList());
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void columnsAndTracesAloneHoldAllSpans(int seed) throws Exception {
    List<SpanBatch> batches = batches(seed);

    List<SpanBatch> rebuilt = segments(batches).stream().map(SpansFromColumns::rebuild).toList();

    assertThat(texts(rebuilt)).isEqualTo(texts(batches));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void spansCutOverSeveralSegmentsAreTheSameTogether(int seed) throws Exception {
    Random random = new Random(~seed);
    List<SpanBatch> batches = batches(seed);
    List<Segment> pieces = new ArrayList<>();
    for (Segment whole : segments(batches)) {
      int[] rows = someRows(whole, random, 0.5);
      Set<Integer> chosen = new HashSet<>(Arrays.stream(rows).boxed().toList());
      int[] others =
          IntStream.range(0, whole.spanCount()).filter(r -> !chosen.contains(r)).toArray();
      for (int[] part : new int[][] {rows, others}) {
        if (part.length > 0) {
          pieces.addAll(segments(List.of(whole.read(part))));
        }
      }
    }

    assertThat(texts(pieces)).isEqualTo(texts(batches));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyFieldIsOneColumnWithAValueForEveryRow(int seed) throws Exception {
    for (Segment segment : segments(batches(seed))) {
      assertThat(segment.columnNames()).contains(Field.values());
      for (Field field : Field.values()) {
        assertThat(segment.columns(field)).as(field.label()).hasSize(1);
        SegmentColumn column = segment.column(field);
        assertThat(column.type()).as(field.label()).isEqualTo(field.type());
        assertThat(column.values().count()).as(field.label()).isEqualTo(rowCount(segment, field));
        for (int row = 0; row < column.values().count(); row++) {
          assertThat(column.values().row(row)).isEqualTo(row);
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void columnsAreNamedTypedAscendingAndWithinTheirBounds(int seed) throws Exception {
    for (Segment segment : segments(batches(seed))) {
      assertThat(segment.columnNames()).doesNotHaveDuplicates();
      for (ColumnName name : segment.columnNames()) {
        List<SegmentColumn> columns = segment.columns(name);
        assertThat(columns).as(name.label()).isNotEmpty();
        assertThat(columns.stream().map(SegmentColumn::type)).doesNotHaveDuplicates();
        for (SegmentColumn column : columns) {
          assertThat(column.name()).isEqualTo(name);
          checkValues(column, rowCount(segment, name));
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void attributesThatNoRowHasAreNoColumns(int seed) throws Exception {
    for (Segment segment : segments(batches(seed))) {
      for (AttributeScope scope : AttributeScope.values()) {
        assertThat(segment.columns(new AttributeName(scope, "nobody has this"))).isEmpty();
      }
      for (ColumnName name : segment.columnNames()) {
        if (name instanceof AttributeName) {
          assertThat(segment.columns(name)).allMatch(column -> column.values().count() > 0);
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everySpanIsARowOfExactlyItsTrace(int seed) throws Exception {
    for (Segment segment : segments(batches(seed))) {
      int[] traceOf = new int[segment.spanCount()];
      Arrays.fill(traceOf, -1);
      for (int trace = 0; trace < segment.traceCount(); trace++) {
        int[] rows = segment.spans(trace);
        assertThat(rows).isNotEmpty().isSorted();
        for (int row : rows) {
          assertThat(traceOf[row]).as("row %d", row).isEqualTo(-1);
          traceOf[row] = trace;
          assertThat(segment.trace(row)).isEqualTo(trace);
        }
      }
      assertThat(traceOf).doesNotContain(-1);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void tracesAreFoundByTheirIdsAndByNoOthers(int seed) throws Exception {
    Random random = new Random(~seed);
    for (Segment segment : segments(batches(seed))) {
      Set<List<Long>> ids = new HashSet<>();
      for (int trace = 0; trace < segment.traceCount(); trace++) {
        long high = segment.traceIdHigh(trace);
        long low = segment.traceIdLow(trace);
        assertThat(ids.add(List.of(high, low))).isTrue();
        assertThat(segment.findTrace(high, low)).isEqualTo(trace);
      }
      for (int i = 0; i < 100; i++) {
        long high = segment.traceIdHigh(random.nextInt(segment.traceCount()));
        long low = random.nextLong();
        if (!ids.contains(List.of(high, low))) {
          assertThat(segment.findTrace(high, low)).isEqualTo(-1);
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void timesAreThoseOfTheSpans(int seed) throws Exception {
    for (Segment segment : segments(batches(seed))) {
      ColumnValues starts = segment.column(Field.START).values();
      ColumnValues durations = segment.column(Field.DURATION).values();
      TimeRange whole = TimeRange.EMPTY;
      for (int trace = 0; trace < segment.traceCount(); trace++) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int row : segment.spans(trace)) {
          long start = starts.word(row);
          long end = start + durations.word(row);
          first = Math.min(first, start);
          last = Math.max(last, end);
          whole =
              new TimeRange(
                  Math.min(whole.earliestStart(), start),
                  Math.max(whole.latestStart(), start),
                  Math.max(whole.latestEnd(), end));
        }
        assertThat(segment.traceStart(trace)).isEqualTo(first);
        assertThat(segment.traceEnd(trace)).isEqualTo(last);
      }
      assertThat(segment.times()).isEqualTo(whole);
    }
  }

  private static void checkValues(SegmentColumn column, int rowCount) {
    ColumnValues values = column.values();
    Dictionary dictionary = column.dictionary();
    SegmentColumn.Range range = column.range();
    String label = column.name().label();
    assertThat(dictionary != null).as(label).isEqualTo(column.type().isCoded());
    for (int i = 0; i < values.count(); i++) {
      assertThat(values.row(i)).as(label).isBetween(i == 0 ? 0 : values.row(i - 1), rowCount - 1);
      if (dictionary != null) {
        assertThat(values.code(i)).as(label).isBetween(0, dictionary.size() - 1);
      } else if (range != null) {
        assertThat(values.word(i)).as(label).isBetween(range.min(), range.max());
      }
    }
  }

  private static int rowCount(Segment segment, ColumnName name) {
    return switch (name.space()) {
      case SPAN -> segment.spanCount();
      case EVENT -> segment.eventCount();
      case LINK -> segment.linkCount();
    };
  }

  /// Batches of 1 to 120 spans, some of which occur twice.
  private static List<SpanBatch> batches(int seed) {
    Random random = new Random(seed);
    RandomSpans spans = new RandomSpans(random);
    List<SpanBatch> batches = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      SpanBatch batch = spans.batch(1 + random.nextInt(40));
      batches.add(batch);
      if (random.nextInt(5) == 0) {
        batches.add(batch);
      }
    }
    return batches;
  }

  private static int[] someRows(Segment segment, Random random, double share) {
    return IntStream.range(0, segment.spanCount())
        .filter(_ -> random.nextDouble() < share)
        .toArray();
  }

  private static List<String> texts(List<?> holders) {
    return SpanTexts.sorted(
        holders.stream()
            .map(
                holder ->
                    holder instanceof Segment segment
                        ? segment.read(IntStream.range(0, segment.spanCount()).toArray())
                        : (SpanBatch) holder)
            .toArray(SpanBatch[]::new));
  }
}
