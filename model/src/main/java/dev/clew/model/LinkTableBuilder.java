package dev.clew.model;

/// The links of spans as they grow. {@link SpanBatchBuilder} writes into it.
final class LinkTableBuilder {
  /// Bytes of one row.
  static final int ROW_BYTES = 3 * Long.BYTES + 5 * Integer.BYTES;

  final IntVector spans = new IntVector(16);
  final LongVector traceIdHighs = new LongVector(16);
  final LongVector traceIdLows = new LongVector(16);
  final LongVector spanIds = new LongVector(16);
  final IntVector traceStates = new IntVector(16);
  final IntVector flags = new IntVector(16);
  final IntVector droppedAttributes = new IntVector(16);
  final IntVector presence = new IntVector(16);
  final AttributeTableBuilder attributes;

  LinkTableBuilder(long seed) {
    attributes = new AttributeTableBuilder(seed);
  }

  int size() {
    return spans.size();
  }

  /// The row that was added last.
  int last() {
    return spans.size() - 1;
  }

  /// Appends a row.
  ///
  /// @return its index
  int add(int span, long traceIdHigh, long traceIdLow, long spanId) {
    spans.add(span);
    traceIdHighs.add(traceIdHigh);
    traceIdLows.add(traceIdLow);
    spanIds.add(spanId);
    traceStates.add(0);
    flags.add(0);
    droppedAttributes.add(0);
    presence.add(0);
    return last();
  }

  /// Forgets rows and attributes from the given ones on.
  void truncate(int size, int attributeCount) {
    spans.truncate(size);
    traceIdHighs.truncate(size);
    traceIdLows.truncate(size);
    spanIds.truncate(size);
    traceStates.truncate(size);
    flags.truncate(size);
    droppedAttributes.truncate(size);
    presence.truncate(size);
    attributes.truncate(attributeCount);
  }

  void clear() {
    truncate(0, 0);
    attributes.clear();
  }

  long byteSize() {
    return (long) size() * ROW_BYTES + attributes.byteSize();
  }

  LinkTable build() {
    byte[] presenceBytes = new byte[size()];
    for (int i = 0; i < presenceBytes.length; i++) {
      presenceBytes[i] = (byte) presence.get(i);
    }
    return new LinkTable(
        spans.toArray(),
        traceIdHighs.toArray(),
        traceIdLows.toArray(),
        spanIds.toArray(),
        traceStates.toArray(),
        flags.toArray(),
        droppedAttributes.toArray(),
        presenceBytes,
        attributes.build(size()));
  }
}
