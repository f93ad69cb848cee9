package dev.clew.store.live;

import dev.clew.model.AttributeColumn;
import dev.clew.model.AttributeTable;
import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.DictionaryBuilder;
import dev.clew.model.SpanBatch;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The attributes of one kind of owner: a buffer for each key and type.
final class AttributeBuffers {
  /// Bytes of a column beside its values, roughly: what a key costs that hardly any row has.
  private static final int COLUMN_BYTES = 1024;

  private final AttributeScope scope;
  private final long seed;
  private final DictionaryBuilder keys;
  private final List<AttributeBuffer> all = new ArrayList<>();

  /// Of (key, type) its buffer, at `key * AttributeType.COUNT + type`.
  private @Nullable AttributeBuffer[] byKey = new @Nullable AttributeBuffer[64];

  private long bytes;
  private long allocatedBytes;

  /// @param seed for the hashes of keys and values
  AttributeBuffers(AttributeScope scope, long seed) {
    this.scope = scope;
    this.seed = seed;
    keys = new DictionaryBuilder(seed);
  }

  /// Appends the attributes of owners that are kept.
  ///
  /// @param rowOf of each owner its row here, ascending; -1 where it is left out
  /// @param known scratch
  void append(SpanBatch batch, AttributeTable table, int[] rowOf, CodeMap known) {
    for (int c = 0; c < table.columnCount(); c++) {
      AttributeColumn column = table.column(c);
      AttributeBuffer buffer = buffer(batch.strings(), column.key(), column.type());
      bytes -= buffer.bytes();
      allocatedBytes -= buffer.allocatedBytes();
      Dictionary values = column.type() == AttributeType.STRING ? batch.strings() : batch.blobs();
      buffer.append(column, values, rowOf, known);
      bytes += buffer.bytes();
      allocatedBytes += buffer.allocatedBytes();
    }
  }

  /// The columns that have values.
  List<LiveColumn> views() {
    List<LiveColumn> views = new ArrayList<>(all.size());
    for (AttributeBuffer buffer : all) {
      if (!buffer.isEmpty()) {
        views.add(buffer.view(buffer.name()));
      }
    }
    return views;
  }

  void truncate(int rows) {
    for (AttributeBuffer buffer : all) {
      buffer.truncate(rows);
    }
  }

  long bytes() {
    return bytes + ofColumns();
  }

  long allocatedBytes() {
    return allocatedBytes + ofColumns();
  }

  private long ofColumns() {
    return keys.allocatedBytes() + (long) COLUMN_BYTES * all.size();
  }

  private AttributeBuffer buffer(Dictionary strings, int key, AttributeType type) {
    int own = keys.add(strings.heap(), strings.offset(key), strings.length(key));
    int index = own * AttributeType.COUNT + type.ordinal();
    if (index >= byKey.length) {
      byKey = Arrays.copyOf(byKey, Math.max(byKey.length * 2, index + 1));
    }
    AttributeBuffer buffer = byKey[index];
    if (buffer == null) {
      buffer = new AttributeBuffer(new AttributeName(scope, strings.string(key)), type, seed);
      byKey[index] = buffer;
      all.add(buffer);
    }
    return buffer;
  }
}
