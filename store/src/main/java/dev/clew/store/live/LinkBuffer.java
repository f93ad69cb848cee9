package dev.clew.store.live;

import dev.clew.model.LinkTable;
import dev.clew.model.SpanBatch;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.Field;

/// Links being appended.
final class LinkBuffer extends TableBuffer {
  private final OwnerBuffer spans = owners(Field.LINK_SPAN);
  private final WordBuffer traceIdHighs = words(Field.LINK_TRACE_ID_HIGH, 0);
  private final WordBuffer traceIdLows = words(Field.LINK_TRACE_ID_LOW, 0);
  private final WordBuffer spanIds = words(Field.LINK_SPAN_ID, 0);
  private final CodedBuffer traceStates = strings(Field.LINK_TRACE_STATE);
  private final NumberBuffer flags = numbers(Field.LINK_FLAGS, false);
  private final NumberBuffer dropped = numbers(Field.LINK_DROPPED_ATTRIBUTES, false);
  private final NumberBuffer presence = numbers(Field.LINK_PRESENCE, false);
  private int[] rows = {};
  private int count;

  LinkBuffer(long seed) {
    super(AttributeScope.LINK, seed);
  }

  @Override
  int count() {
    return count;
  }

  /// Of each link the row of its span.
  int[] spans() {
    return spans.array();
  }

  /// Appends the links of spans that are kept; parameters as in
  /// {@link SpanBuffer#append(SpanBatch, int[], int[], CodeMap)}.
  void append(SpanBatch batch, int[] rowOf, CodeMap known) {
    LinkTable links = batch.links();
    if (links.count() > rows.length) {
      rows = new int[links.count()];
    }
    known.begin(batch.strings().size());
    for (int l = 0; l < links.count(); l++) {
      int span = rowOf[links.span(l)];
      rows[l] = span < 0 ? -1 : count++;
      if (span >= 0) {
        spans.add(span);
        traceIdHighs.add(links.traceIdHigh(l));
        traceIdLows.add(links.traceIdLow(l));
        spanIds.add(links.spanId(l));
        traceStates.add(batch.strings(), links.traceState(l), known);
        flags.add(links.flags(l));
        dropped.add(links.droppedAttributes(l));
        presence.add(links.presence(l));
      }
    }
    attributes.append(batch, links.attributes(), rows, known);
  }

  @Override
  void truncate(int newCount) {
    super.truncate(newCount);
    count = newCount;
  }
}
