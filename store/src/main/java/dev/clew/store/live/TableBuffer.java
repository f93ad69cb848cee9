package dev.clew.store.live;

import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The rows of one kind of owner (spans, events, links, resources, scopes) being appended to: its
/// fields and its attributes.
abstract class TableBuffer {
  private final long seed;
  private final Map<Field, ColumnBuffer> fields = new EnumMap<>(Field.class);
  final AttributeBuffers attributes;

  /// @param seed for the hashes of keys and values
  TableBuffer(AttributeScope scope, long seed) {
    this.seed = seed;
    attributes = new AttributeBuffers(scope, seed);
  }

  final WordBuffer words(Field field, int capacity) {
    WordBuffer buffer = new WordBuffer(capacity);
    fields.put(field, buffer);
    return buffer;
  }

  final NumberBuffer numbers(Field field, boolean signed) {
    NumberBuffer buffer = new NumberBuffer(signed);
    fields.put(field, buffer);
    return buffer;
  }

  final OwnerBuffer owners(Field field) {
    OwnerBuffer buffer = new OwnerBuffer();
    fields.put(field, buffer);
    return buffer;
  }

  final CodedBuffer strings(Field field) {
    CodedBuffer buffer = new CodedBuffer(field.type(), seed);
    fields.put(field, buffer);
    return buffer;
  }

  abstract int count();

  final View view() {
    Map<Field, LiveColumn> views = new EnumMap<>(Field.class);
    fields.forEach((field, buffer) -> views.put(field, buffer.view(field)));
    return new View(count(), views, attributes.views());
  }

  /// Forgets the rows from `rows` on, for good: see {@link ColumnBuffer#truncate(int)}.
  void truncate(int rows) {
    fields.values().forEach(buffer -> buffer.truncate(rows));
    attributes.truncate(rows);
  }

  /// Bytes in use.
  long bytes() {
    long bytes = attributes.bytes();
    for (ColumnBuffer buffer : fields.values()) {
      bytes += buffer.bytes();
    }
    return bytes;
  }

  /// Bytes held, room for growth included.
  long allocatedBytes() {
    long bytes = attributes.allocatedBytes();
    for (ColumnBuffer buffer : fields.values()) {
      bytes += buffer.allocatedBytes();
    }
    return bytes;
  }

  /// The rows so far; unchanging.
  record View(int count, Map<Field, LiveColumn> fields, List<LiveColumn> attributes) {
    /// Fields and attributes.
    List<LiveColumn> all() {
      List<LiveColumn> all = new ArrayList<>(fields.values());
      all.addAll(attributes);
      return all;
    }

    LiveColumn field(Field field) {
      LiveColumn column = fields.get(field);
      if (column == null) {
        throw new IllegalArgumentException("no column " + field.label() + " in this table");
      }
      return column;
    }
  }
}
