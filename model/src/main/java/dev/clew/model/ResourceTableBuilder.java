package dev.clew.model;

/// The resources of a batch as they grow. {@link SpanBatchBuilder} writes into it.
final class ResourceTableBuilder {
  /// Bytes of one row.
  static final int ROW_BYTES = 4 * Integer.BYTES;

  final IntVector schemaUrls = new IntVector(8);
  final IntVector droppedAttributes = new IntVector(8);
  final IntVector entityRefs = new IntVector(8);
  final IntVector present = new IntVector(8);
  final AttributeTableBuilder attributes;

  ResourceTableBuilder(long seed) {
    attributes = new AttributeTableBuilder(seed);
  }

  int size() {
    return schemaUrls.size();
  }

  /// The row that was added last.
  int last() {
    return schemaUrls.size() - 1;
  }

  /// Appends a row of zeros.
  ///
  /// @return its index
  int add() {
    schemaUrls.add(0);
    droppedAttributes.add(0);
    entityRefs.add(0);
    present.add(0);
    return last();
  }

  void clear() {
    schemaUrls.truncate(0);
    droppedAttributes.truncate(0);
    entityRefs.truncate(0);
    present.truncate(0);
    attributes.clear();
  }

  long byteSize() {
    return (long) size() * ROW_BYTES + attributes.byteSize();
  }

  ResourceTable build() {
    return new ResourceTable(
        schemaUrls.toArray(),
        droppedAttributes.toArray(),
        entityRefs.toArray(),
        toBooleans(present),
        attributes.build(size()));
  }

  static boolean[] toBooleans(IntVector vector) {
    boolean[] booleans = new boolean[vector.size()];
    for (int i = 0; i < booleans.length; i++) {
      booleans[i] = vector.get(i) != 0;
    }
    return booleans;
  }
}
