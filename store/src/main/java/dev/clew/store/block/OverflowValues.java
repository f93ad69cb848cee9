package dev.clew.store.block;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.IntVector;
import dev.clew.model.LongVector;
import dev.clew.store.parquet.ColumnData;
import dev.clew.store.segment.ColumnValues;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of an overflow column, or of some of its rows, by attribute: its texts are read once
/// for all attributes.
final class OverflowValues {
  private static final int ATTRIBUTE_BYTES = 128;

  private final Map<Attribute, Loaded> values = new HashMap<>();

  private record Attribute(String key, AttributeType type) {}

  private static final class Collected {
    final IntVector rows = new IntVector(4);
    final LongVector words = new LongVector(4);
    final BlobTable blobs = new BlobTable();
  }

  /// @param rows the rows wanted, ascending; null for all
  /// @throws IllegalArgumentException where a text cannot be understood
  OverflowValues(ColumnData texts, int @Nullable [] rows) {
    Map<Attribute, Collected> found = new HashMap<>();
    Dictionary dictionary = texts.dictionary();
    for (int i = 0; dictionary != null && i < texts.count(); i++) {
      int row = texts.row(i);
      if (rows == null || Arrays.binarySearch(rows, row) >= 0) {
        AttributeJson.read(dictionary.string(texts.code(i)), collector(found, row));
      }
    }
    found.forEach((attribute, one) -> values.put(attribute, loaded(attribute.type, one)));
  }

  private static AttributeJson.Visitor collector(Map<Attribute, Collected> found, int row) {
    return new AttributeJson.Visitor() {
      @Override
      public void word(String key, AttributeType type, long word) {
        of(key, type).words.add(word);
      }

      @Override
      public void bytes(String key, AttributeType type, byte[] bytes) {
        of(key, type).blobs.add(bytes);
      }

      private Collected of(String key, AttributeType type) {
        Collected one = found.computeIfAbsent(new Attribute(key, type), _ -> new Collected());
        one.rows.add(row);
        return one;
      }
    };
  }

  private static Loaded loaded(AttributeType type, Collected one) {
    int count = one.rows.size();
    return type.isCoded()
        ? new Loaded(
            one.blobs.dictionary(), new ColumnValues(count, one.rows.toArray(), null, null))
        : new Loaded(null, new ColumnValues(count, one.rows.toArray(), null, one.words.toArray()));
  }

  /// The values of an attribute, none where it has none.
  Loaded of(String key, AttributeType type) {
    Loaded found = values.get(new Attribute(key, type));
    return found == null ? loaded(type, new Collected()) : found;
  }

  long memoryBytes() {
    long bytes = 0;
    for (Map.Entry<Attribute, Loaded> one : values.entrySet()) {
      bytes += ATTRIBUTE_BYTES + 2L * one.getKey().key.length() + one.getValue().memoryBytes();
    }
    return bytes;
  }
}
