package dev.clew.store.live;

import dev.clew.model.EventTable;
import dev.clew.model.SpanBatch;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.Field;

/// Events being appended.
final class EventBuffer extends TableBuffer {
  private final OwnerBuffer spans = owners(Field.EVENT_SPAN);
  private final WordBuffer times = words(Field.EVENT_TIME, 0);
  private final CodedBuffer names = strings(Field.EVENT_NAME);
  private final NumberBuffer dropped = numbers(Field.EVENT_DROPPED_ATTRIBUTES, false);
  private int[] rows = {};
  private int count;

  EventBuffer(long seed) {
    super(AttributeScope.EVENT, seed);
  }

  @Override
  int count() {
    return count;
  }

  /// Of each event the row of its span.
  int[] spans() {
    return spans.array();
  }

  /// Appends the events of spans that are kept; parameters as in
  /// {@link SpanBuffer#append(SpanBatch, int[], int[], CodeMap)}.
  void append(SpanBatch batch, int[] rowOf, CodeMap known) {
    EventTable events = batch.events();
    if (events.count() > rows.length) {
      rows = new int[events.count()];
    }
    known.begin(batch.strings().size());
    for (int e = 0; e < events.count(); e++) {
      int span = rowOf[events.span(e)];
      rows[e] = span < 0 ? -1 : count++;
      if (span >= 0) {
        spans.add(span);
        times.add(events.timeNanos(e));
        names.add(batch.strings(), events.name(e), known);
        dropped.add(events.droppedAttributes(e));
      }
    }
    attributes.append(batch, events.attributes(), rows, known);
  }

  @Override
  void truncate(int newCount) {
    super.truncate(newCount);
    count = newCount;
  }
}
