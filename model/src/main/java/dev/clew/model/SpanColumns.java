package dev.clew.model;

/// The fixed columns of a {@link SpanBatch}, each as long as there are spans.
@SuppressWarnings("ArrayRecordComponent")
record SpanColumns(
    int[] scopes,
    long[] traceIdHighs,
    long[] traceIdLows,
    long[] spanIds,
    long[] parentSpanIds,
    long[] startNanos,
    long[] durationNanos,
    int[] kinds,
    int[] statusCodes,
    int[] statusMessages,
    int[] names,
    int[] traceStates,
    int[] flags,
    int[] droppedAttributes,
    int[] droppedEvents,
    int[] droppedLinks,
    byte[] presence) {}
