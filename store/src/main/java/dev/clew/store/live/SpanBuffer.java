package dev.clew.store.live;

import dev.clew.model.Dictionary;
import dev.clew.model.IntVector;
import dev.clew.model.SpanBatch;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.TimeRange;

/// Spans being appended.
final class SpanBuffer extends TableBuffer {
  private final WordBuffer starts;
  private final WordBuffer durations;
  private final WordBuffer spanIds;
  private final WordBuffer parentIds;
  private final CodedBuffer names = strings(Field.NAME);
  private final CodedBuffer statusMessages = strings(Field.STATUS_MESSAGE);
  private final CodedBuffer traceStates = strings(Field.TRACE_STATE);
  private final NumberBuffer kinds = numbers(Field.KIND, true);
  private final NumberBuffer statuses = numbers(Field.STATUS, true);
  private final NumberBuffer flags = numbers(Field.FLAGS, false);
  private final NumberBuffer droppedAttributes = numbers(Field.DROPPED_ATTRIBUTES, false);
  private final NumberBuffer droppedEvents = numbers(Field.DROPPED_EVENTS, false);
  private final NumberBuffer droppedLinks = numbers(Field.DROPPED_LINKS, false);
  private final NumberBuffer presence = numbers(Field.PRESENCE, false);
  private final IntVector scopes;
  private long earliestStart = Long.MAX_VALUE;
  private long latestStart = Long.MIN_VALUE;
  private long latestEnd = Long.MIN_VALUE;

  SpanBuffer(long seed, int capacity) {
    super(AttributeScope.SPAN, seed);
    starts = words(Field.START, capacity);
    durations = words(Field.DURATION, capacity);
    spanIds = words(Field.SPAN_ID, capacity);
    parentIds = words(Field.PARENT_ID, capacity);
    scopes = new IntVector(capacity);
  }

  @Override
  int count() {
    return scopes.size();
  }

  /// Of each span the row of its scope.
  int[] scopes() {
    return scopes.array();
  }

  /// The bounds of the spans so far.
  TimeRange times() {
    return new TimeRange(earliestStart, latestStart, latestEnd);
  }

  /// Appends the spans that are kept.
  ///
  /// @param rowOf of each span its row here; -1 where it is left out
  /// @param scopeOf of each scope of the batch its row here
  /// @param known scratch
  void append(SpanBatch batch, int[] rowOf, int[] scopeOf, CodeMap known) {
    int size = batch.size();
    for (int i = 0; i < size; i++) {
      if (rowOf[i] >= 0) {
        long start = batch.startNanos(i);
        long end = batch.endNanos(i);
        earliestStart = Math.min(earliestStart, start);
        latestStart = Math.max(latestStart, start);
        latestEnd = Math.max(latestEnd, end);
        starts.add(start);
        durations.add(batch.durationNanos(i));
        spanIds.add(batch.spanId(i));
        parentIds.add(batch.parentSpanId(i));
        kinds.add(batch.kind(i));
        statuses.add(batch.statusCode(i));
        flags.add(batch.flags(i));
        droppedAttributes.add(batch.droppedAttributes(i));
        droppedEvents.add(batch.droppedEvents(i));
        droppedLinks.add(batch.droppedLinks(i));
        presence.add(batch.presence(i));
        scopes.add(scopeOf[batch.scope(i)]);
      }
    }
    Dictionary strings = batch.strings();
    known.begin(strings.size());
    for (int i = 0; i < size; i++) {
      if (rowOf[i] >= 0) {
        names.add(strings, batch.name(i), known);
      }
    }
    known.begin(strings.size());
    for (int i = 0; i < size; i++) {
      if (rowOf[i] >= 0) {
        statusMessages.add(strings, batch.statusMessage(i), known);
      }
    }
    known.begin(strings.size());
    for (int i = 0; i < size; i++) {
      if (rowOf[i] >= 0) {
        traceStates.add(strings, batch.traceState(i), known);
      }
    }
    attributes.append(batch, batch.attributes(), rowOf, known);
  }

  @Override
  void truncate(int rows) {
    super.truncate(rows);
    scopes.truncate(Math.min(scopes.size(), rows));
  }

  @Override
  long bytes() {
    return super.bytes() + 4L * scopes.size();
  }

  @Override
  long allocatedBytes() {
    return super.allocatedBytes() + 4L * scopes.array().length;
  }
}
