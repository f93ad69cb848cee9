package dev.clew.store.block;

import dev.clew.model.Dictionary;
import dev.clew.model.IntVector;
import java.io.ByteArrayOutputStream;

/// Byte strings put end to end into a dictionary, one entry a value.
final class BlobTable {
  private final ByteArrayOutputStream heap = new ByteArrayOutputStream();
  private final IntVector ends = new IntVector(64);

  BlobTable() {
    ends.add(0);
  }

  void add(byte[] bytes) {
    heap.writeBytes(bytes);
    ends.add(heap.size());
  }

  Dictionary dictionary() {
    return new Dictionary(heap.toByteArray(), ends.toArray(), ends.size() - 1);
  }
}
