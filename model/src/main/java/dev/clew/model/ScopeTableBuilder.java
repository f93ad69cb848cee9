package dev.clew.model;

/// The instrumentation scopes of a batch as they grow. {@link SpanBatchBuilder} writes into it.
final class ScopeTableBuilder {
  /// Bytes of one row.
  static final int ROW_BYTES = 6 * Integer.BYTES;

  final IntVector resources = new IntVector(8);
  final IntVector names = new IntVector(8);
  final IntVector versions = new IntVector(8);
  final IntVector schemaUrls = new IntVector(8);
  final IntVector droppedAttributes = new IntVector(8);
  final IntVector present = new IntVector(8);
  final AttributeTableBuilder attributes;

  ScopeTableBuilder(long seed) {
    attributes = new AttributeTableBuilder(seed);
  }

  int size() {
    return resources.size();
  }

  /// The row that was added last.
  int last() {
    return resources.size() - 1;
  }

  /// Appends a row.
  ///
  /// @return its index
  int add(int resource) {
    resources.add(resource);
    names.add(0);
    versions.add(0);
    schemaUrls.add(0);
    droppedAttributes.add(0);
    present.add(0);
    return last();
  }

  void clear() {
    resources.truncate(0);
    names.truncate(0);
    versions.truncate(0);
    schemaUrls.truncate(0);
    droppedAttributes.truncate(0);
    present.truncate(0);
    attributes.clear();
  }

  long byteSize() {
    return (long) size() * ROW_BYTES + attributes.byteSize();
  }

  ScopeTable build() {
    return new ScopeTable(
        resources.toArray(),
        names.toArray(),
        versions.toArray(),
        schemaUrls.toArray(),
        droppedAttributes.toArray(),
        ResourceTableBuilder.toBooleans(present),
        attributes.build(size()));
  }
}
