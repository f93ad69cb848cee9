package dev.clew.model;

/// The events of spans as they grow. {@link SpanBatchBuilder} writes into it.
final class EventTableBuilder {
  /// Bytes of one row.
  static final int ROW_BYTES = Long.BYTES + 3 * Integer.BYTES;

  final IntVector spans = new IntVector(64);
  final LongVector times = new LongVector(64);
  final IntVector names = new IntVector(64);
  final IntVector droppedAttributes = new IntVector(64);
  final AttributeTableBuilder attributes;

  EventTableBuilder(long seed) {
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
  int add(int span, long timeNanos) {
    spans.add(span);
    times.add(timeNanos);
    names.add(0);
    droppedAttributes.add(0);
    return last();
  }

  /// Forgets rows and attributes from the given ones on.
  void truncate(int size, int attributeCount) {
    spans.truncate(size);
    times.truncate(size);
    names.truncate(size);
    droppedAttributes.truncate(size);
    attributes.truncate(attributeCount);
  }

  void clear() {
    truncate(0, 0);
    attributes.clear();
  }

  long byteSize() {
    return (long) size() * ROW_BYTES + attributes.byteSize();
  }

  EventTable build() {
    return new EventTable(
        spans.toArray(),
        times.toArray(),
        names.toArray(),
        droppedAttributes.toArray(),
        attributes.build(size()));
  }
}
