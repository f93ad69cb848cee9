package dev.clew.store.live;

import dev.clew.model.AttributeCursor;
import dev.clew.model.ResourceTable;
import dev.clew.model.SpanBatch;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.Field;
import java.util.Arrays;

/// Resources being appended, equal ones once.
final class ResourceBuffer extends TableBuffer {
  private final CodedBuffer schemaUrls = strings(Field.RESOURCE_SCHEMA_URL);
  private final NumberBuffer dropped = numbers(Field.RESOURCE_DROPPED_ATTRIBUTES, false);
  private final CodedBuffer entityRefs = strings(Field.RESOURCE_ENTITY_REFS);
  private final NumberBuffer present = numbers(Field.RESOURCE_PRESENT, false);
  private final Interner interner;

  /// Of each resource of the batch its row where it is new, or -1.
  private int[] added = {};

  private int count;

  ResourceBuffer(long seed) {
    super(AttributeScope.RESOURCE, seed);
    interner = new Interner(seed);
  }

  @Override
  int count() {
    return count;
  }

  /// Appends the resources of a batch that are new.
  ///
  /// @param used of each resource whether a span is kept that has it; others are passed over
  /// @param rowOf is given for each used resource its row here
  void append(SpanBatch batch, boolean[] used, int[] rowOf, CodeMap known) {
    ResourceTable resources = batch.resources();
    int size = resources.count();
    if (size > added.length) {
      added = new int[size];
    }
    Arrays.fill(added, 0, size, -1);
    AttributeCursor cursor = batch.resourceAttributeCursor();
    int before = count;
    for (int r = 0; r < size; r++) {
      if (used[r]) {
        rowOf[r] = interner.resource(batch, r, cursor);
        if (rowOf[r] == count) {
          added[r] = count++;
          dropped.add(resources.droppedAttributes(r));
          present.add(resources.present(r) ? 1 : 0);
        }
      }
    }
    if (count == before) {
      return;
    }
    known.begin(batch.strings().size());
    for (int r = 0; r < size; r++) {
      if (added[r] >= 0) {
        schemaUrls.add(batch.strings(), resources.schemaUrl(r), known);
      }
    }
    known.begin(batch.blobs().size());
    for (int r = 0; r < size; r++) {
      if (added[r] >= 0) {
        entityRefs.add(batch.blobs(), resources.entityRefs(r), known);
      }
    }
    attributes.append(batch, resources.attributes(), added, known);
  }

  @Override
  long bytes() {
    return super.bytes() + interner.bytes();
  }

  @Override
  long allocatedBytes() {
    return super.allocatedBytes() + interner.allocatedBytes();
  }
}
