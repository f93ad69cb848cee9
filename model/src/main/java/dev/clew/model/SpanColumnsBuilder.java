package dev.clew.model;

import java.util.Arrays;

/// The fixed columns of spans as they grow: arrays of one common capacity, so that a new row costs
/// one check. {@link SpanBatchBuilder} writes into them.
final class SpanColumnsBuilder {
  /// Bytes of one row.
  static final int ROW_BYTES = 6 * Long.BYTES + 10 * Integer.BYTES + 1;

  int[] scopes = new int[256];
  long[] traceIdHighs = new long[256];
  long[] traceIdLows = new long[256];
  long[] spanIds = new long[256];
  long[] parentSpanIds = new long[256];
  long[] startNanos = new long[256];
  long[] endNanos = new long[256];
  int[] kinds = new int[256];
  int[] statusCodes = new int[256];
  int[] statusMessages = new int[256];
  int[] names = new int[256];
  int[] traceStates = new int[256];
  int[] flags = new int[256];
  int[] droppedAttributes = new int[256];
  int[] droppedEvents = new int[256];
  int[] droppedLinks = new int[256];
  byte[] presence = new byte[256];
  int size;

  /// Appends a row of zeros.
  ///
  /// @return its index
  int add(int scope) {
    if (size == scopes.length) {
      grow();
    }
    int row = size++;
    scopes[row] = scope;
    traceIdHighs[row] = 0;
    traceIdLows[row] = 0;
    spanIds[row] = 0;
    parentSpanIds[row] = 0;
    startNanos[row] = 0;
    endNanos[row] = 0;
    kinds[row] = 0;
    statusCodes[row] = 0;
    statusMessages[row] = 0;
    names[row] = 0;
    traceStates[row] = 0;
    flags[row] = 0;
    droppedAttributes[row] = 0;
    droppedEvents[row] = 0;
    droppedLinks[row] = 0;
    presence[row] = 0;
    return row;
  }

  SpanColumns build() {
    long[] durations = new long[size];
    for (int i = 0; i < size; i++) {
      durations[i] = endNanos[i] - startNanos[i];
    }
    return new SpanColumns(
        Arrays.copyOf(scopes, size),
        Arrays.copyOf(traceIdHighs, size),
        Arrays.copyOf(traceIdLows, size),
        Arrays.copyOf(spanIds, size),
        Arrays.copyOf(parentSpanIds, size),
        Arrays.copyOf(startNanos, size),
        durations,
        Arrays.copyOf(kinds, size),
        Arrays.copyOf(statusCodes, size),
        Arrays.copyOf(statusMessages, size),
        Arrays.copyOf(names, size),
        Arrays.copyOf(traceStates, size),
        Arrays.copyOf(flags, size),
        Arrays.copyOf(droppedAttributes, size),
        Arrays.copyOf(droppedEvents, size),
        Arrays.copyOf(droppedLinks, size),
        Arrays.copyOf(presence, size));
  }

  private void grow() {
    int capacity = size + (size >> 1);
    scopes = Arrays.copyOf(scopes, capacity);
    traceIdHighs = Arrays.copyOf(traceIdHighs, capacity);
    traceIdLows = Arrays.copyOf(traceIdLows, capacity);
    spanIds = Arrays.copyOf(spanIds, capacity);
    parentSpanIds = Arrays.copyOf(parentSpanIds, capacity);
    startNanos = Arrays.copyOf(startNanos, capacity);
    endNanos = Arrays.copyOf(endNanos, capacity);
    kinds = Arrays.copyOf(kinds, capacity);
    statusCodes = Arrays.copyOf(statusCodes, capacity);
    statusMessages = Arrays.copyOf(statusMessages, capacity);
    names = Arrays.copyOf(names, capacity);
    traceStates = Arrays.copyOf(traceStates, capacity);
    flags = Arrays.copyOf(flags, capacity);
    droppedAttributes = Arrays.copyOf(droppedAttributes, capacity);
    droppedEvents = Arrays.copyOf(droppedEvents, capacity);
    droppedLinks = Arrays.copyOf(droppedLinks, capacity);
    presence = Arrays.copyOf(presence, capacity);
  }
}
