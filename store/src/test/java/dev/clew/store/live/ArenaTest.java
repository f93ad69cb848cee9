package dev.clew.store.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn;
import org.junit.jupiter.api.Test;

class ArenaTest {
  private final Arena arena = new Arena("live", 0);

  @Test
  void snapshotStaysAsItIsWhileAppendingGoesOn() {
    arena.append(spans(1, 3), null);
    Segment before = arena.snapshot();

    arena.append(spans(1, 1000), null);

    assertThat(before.spanCount()).isEqualTo(3);
    assertThat(before.spans(0)).containsExactly(0, 1, 2);
    assertThat(before.column(Field.START).values().count()).isEqualTo(3);
    assertThat(arena.snapshot().spanCount()).isEqualTo(1003);
  }

  @Test
  void snapshotIsTheSameOneUntilMoreIsAppended() {
    arena.append(spans(1, 3), null);
    Segment first = arena.snapshot();

    assertThat(arena.snapshot()).isSameAs(first);
    arena.append(spans(1, 1), new boolean[] {true});
    assertThat(arena.snapshot()).isSameAs(first);
    arena.append(spans(1, 1), null);
    assertThat(arena.snapshot()).isNotSameAs(first);
  }

  @Test
  void skippedSpansAreLeftOutWithTheirAttributesAndTraces() {
    arena.append(spans(7, 1), new boolean[] {true});
    arena.append(spans(1, 3), new boolean[] {false, true, false});

    Segment segment = arena.snapshot();

    assertThat(segment.spanCount()).isEqualTo(2);
    assertThat(arena.containsTrace(0, 7)).isFalse();
    assertThat(arena.containsTrace(0, 1)).isTrue();
    SegmentColumn column =
        segment.columns(new AttributeName(AttributeScope.SPAN, "number")).getFirst();
    assertThat(column.values().count()).isEqualTo(2);
    assertThat(column.values().word(1)).isEqualTo(2);
  }

  @Test
  void equalResourcesAndScopesAreOneAcrossBatches() {
    arena.append(spans(1, 2), null);
    arena.append(spans(2, 2), null);

    SpanBatch read = arena.snapshot().read(new int[] {0, 1, 2, 3});

    assertThat(read.resources().count()).isEqualTo(1);
    assertThat(read.scopes().count()).isEqualTo(1);
  }

  @Test
  void columnWhereMostValuesDifferHasNoCodesAndSnapshotsBeforeStayValid() {
    arena.append(strings("id", 0, 4000), null);
    SegmentColumn before = attribute("id");
    arena.append(strings("id", 4000, 6000), null);
    SegmentColumn after = attribute("id");

    assertThat(before.values().codes()).isNotNull();
    assertThat(after.values().codes()).isNull();
    for (int i = 0; i < 10_000; i++) {
      assertThat(after.dictionary().string(after.values().code(i))).isEqualTo("value " + i);
      if (i < 4000) {
        assertThat(before.dictionary().string(before.values().code(i))).isEqualTo("value " + i);
      }
    }
  }

  @Test
  void columnOfFewValuesKeepsItsDictionary() {
    for (int i = 0; i < 10; i++) {
      arena.append(strings("id", 0, 1000), null);
    }

    assertThat(attribute("id").values().count()).isEqualTo(10_000);
    assertThat(attribute("id").dictionary().size()).isEqualTo(1001);
  }

  @Test
  void columnThatEveryRowHasKeepsNoRowsUntilOneLacksIt() {
    arena.append(spans(1, 100), null);
    SegmentColumn before = attribute("number");
    arena.append(strings("id", 0, 1), null);
    arena.append(spans(1, 1), null);
    SegmentColumn after = attribute("number");

    assertThat(before.values().rows()).isNull();
    assertThat(after.values().rows()).isNotNull();
    assertThat(after.values().row(99)).isEqualTo(99);
    assertThat(after.values().row(100)).isEqualTo(101);
  }

  @Test
  void bytesGrowByWhatIsAppendedAndStayBelowWhatIsHeld() {
    Arena roomy = new Arena("live", 100_000);
    long empty = roomy.bytes();
    roomy.append(strings("id", 0, 1000), null);

    assertThat(empty).isLessThan(100_000);
    assertThat(roomy.bytes() - empty).isBetween(50_000L, 200_000L);
    assertThat(roomy.allocatedBytes()).isGreaterThan(4_000_000);
  }

  @Test
  void keysThatHardlyAnyRowHasCountWithWhatTheyCost() {
    long before = arena.bytes();
    for (int i = 0; i < 1000; i++) {
      arena.append(strings("key " + i, 0, 1), null);
    }

    assertThat(arena.bytes() - before).isGreaterThan(1_000_000);
  }

  @Test
  void skipMarksOfAnotherBatchAreRefusedAndDoNoHarm() {
    assertThatThrownBy(() -> arena.append(spans(1, 3), new boolean[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 skip marks for 3 spans");

    arena.append(spans(1, 3), null);
    assertThat(arena.spanCount()).isEqualTo(3);
  }

  @Test
  void valuesOfRowsThatAreTakenBackAreNotSeen() {
    AttributeBuffer attribute =
        new AttributeBuffer(new AttributeName(AttributeScope.LINK, "k"), AttributeType.INT, 0);
    attribute.append(
        spans(1, 9).attributes().column(0),
        Dictionary.EMPTY,
        new int[] {0, 2, 4, 6, 8, 10, 12, 14, 16},
        new CodeMap());

    attribute.truncate(8);

    ColumnValues values = attribute.view(attribute.name()).values();
    assertThat(values.count()).isEqualTo(4);
    assertThat(values.row(3)).isEqualTo(6);
  }

  private SegmentColumn attribute(String key) {
    return arena.snapshot().columns(new AttributeName(AttributeScope.SPAN, key)).getFirst();
  }

  private static SpanBatch strings(String key, int from, int count) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.beginScope();
    for (int i = from; i < from + count; i++) {
      builder.beginSpan();
      builder.traceId(1, i);
      builder.attribute(key, "value " + i);
      builder.endSpan();
    }
    return builder.build();
  }

  private static SpanBatch spans(long trace, int count) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.resourceAttribute(
        builder.string("service.name"), AttributeType.STRING, builder.string("cart"));
    builder.beginScope();
    for (int i = 0; i < count; i++) {
      builder.beginSpan();
      builder.traceId(0, trace).spanId(i + 1).startNanos(100 + i).endNanos(200 + i);
      builder.name(builder.string("GET"));
      builder.attribute(builder.string("number"), AttributeType.INT, i);
      builder.endSpan();
    }
    return builder.build();
  }
}
