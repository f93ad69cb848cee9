package dev.clew.store.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
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
