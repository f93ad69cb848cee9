package dev.clew.store.live;

import dev.clew.model.AttributeCursor;
import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.DictionaryBuilder;
import dev.clew.model.SpanBatch;
import java.util.Arrays;

/// Gives equal resources one number, and equal scopes of one resource. Content is written out in
/// one canonical form, attributes sorted by key and type, and looked up by its bytes, so that
/// equality is exact.
final class Interner {
  private final DictionaryBuilder contents;
  private byte[] content = new byte[1024];
  private int length;
  private int[] keys = new int[32];
  private AttributeType[] types = new AttributeType[32];
  private long[] words = new long[32];

  /// @param seed for the hash of contents
  Interner(long seed) {
    contents = new DictionaryBuilder(seed);
  }

  /// How many there are.
  int size() {
    return contents.size() - 1;
  }

  long bytes() {
    return contents.snapshot().byteSize() + 24L * contents.size();
  }

  long allocatedBytes() {
    return contents.allocatedBytes() + content.length;
  }

  /// The number of a resource of a batch: that of an equal one before it, or {@link #size()}.
  ///
  /// @param cursor of the batch's resource attributes
  int resource(SpanBatch batch, int resource, AttributeCursor cursor) {
    length = 0;
    putBoolean(batch.resources().present(resource));
    putWord(batch.resources().droppedAttributes(resource));
    putEntry(batch.strings(), batch.resources().schemaUrl(resource));
    putEntry(batch.blobs(), batch.resources().entityRefs(resource));
    putAttributes(batch, cursor.seek(resource));
    return contents.add(content, 0, length) - 1;
  }

  /// The number of a scope of a batch: that of an equal one before it, or {@link #size()}.
  ///
  /// @param resource the number of the scope's resource
  /// @param cursor of the batch's scope attributes
  int scope(SpanBatch batch, int scope, int resource, AttributeCursor cursor) {
    length = 0;
    putWord(resource);
    putBoolean(batch.scopes().present(scope));
    putWord(batch.scopes().droppedAttributes(scope));
    putEntry(batch.strings(), batch.scopes().name(scope));
    putEntry(batch.strings(), batch.scopes().version(scope));
    putEntry(batch.strings(), batch.scopes().schemaUrl(scope));
    putAttributes(batch, cursor.seek(scope));
    return contents.add(content, 0, length) - 1;
  }

  private void putAttributes(SpanBatch batch, AttributeCursor cursor) {
    int count = cursor.remaining();
    if (count > keys.length) {
      keys = new int[count];
      types = new AttributeType[count];
      words = new long[count];
    }
    for (int i = 0; cursor.next(); i++) {
      keys[i] = cursor.keyCode();
      types[i] = cursor.type();
      words[i] = cursor.word();
    }
    for (int i : sorted(batch.strings(), count)) {
      putEntry(batch.strings(), keys[i]);
      put((byte) types[i].ordinal());
      switch (types[i]) {
        case STRING -> putEntry(batch.strings(), (int) words[i]);
        case BYTES, ARRAY, KEY_VALUE_LIST -> putEntry(batch.blobs(), (int) words[i]);
        case INT, DOUBLE, BOOL, EMPTY -> putWord(words[i]);
      }
    }
  }

  /// The attributes' places in order of key and type. Repeats of both keep their order, which is
  /// theirs to keep: the sort is stable.
  private Integer[] sorted(Dictionary strings, int count) {
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) -> {
          int byKey = keys[a] == keys[b] ? 0 : strings.compare(keys[a], strings, keys[b]);
          return byKey != 0 ? byKey : types[a].compareTo(types[b]);
        });
    return order;
  }

  private void putEntry(Dictionary dictionary, int code) {
    int size = dictionary.length(code);
    putWord(size);
    reserve(size);
    System.arraycopy(dictionary.heap(), dictionary.offset(code), content, length, size);
    length += size;
  }

  private void putBoolean(boolean value) {
    put((byte) (value ? 1 : 0));
  }

  private void putWord(long word) {
    long rest = word;
    while ((rest & ~0x7FL) != 0) {
      put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    put((byte) rest);
  }

  private void put(byte value) {
    reserve(1);
    content[length++] = value;
  }

  private void reserve(int more) {
    if (content.length - length < more) {
      content = Arrays.copyOf(content, Math.max(content.length * 2, length + more));
    }
  }
}
