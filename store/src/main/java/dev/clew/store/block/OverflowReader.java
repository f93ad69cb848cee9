package dev.clew.store.block;

import dev.clew.model.AttributeType;
import dev.clew.model.IntVector;
import dev.clew.model.LongVector;
import dev.clew.store.segment.ColumnValues;

/// Picks the values of one attribute and type out of the texts of an overflow column.
final class OverflowReader {
  private final String key;
  private final AttributeType type;
  private final IntVector rows = new IntVector(16);
  private final LongVector words = new LongVector(16);
  private final BlobTable blobs = new BlobTable();

  OverflowReader(String key, AttributeType type) {
    this.key = key;
    this.type = type;
  }

  /// Reads the text of the next row.
  ///
  /// @throws IllegalArgumentException where it cannot be understood
  void read(int row, String text) {
    AttributeJson.read(
        text,
        new AttributeJson.Visitor() {
          @Override
          public void word(String foundKey, AttributeType foundType, long word) {
            if (foundType == type && foundKey.equals(key)) {
              rows.add(row);
              words.add(word);
            }
          }

          @Override
          public void bytes(String foundKey, AttributeType foundType, byte[] bytes) {
            if (foundType == type && foundKey.equals(key)) {
              rows.add(row);
              blobs.add(bytes);
            }
          }
        });
  }

  Loaded loaded() {
    int count = rows.size();
    return type.isCoded()
        ? new Loaded(blobs.dictionary(), new ColumnValues(count, rows.toArray(), null, null))
        : new Loaded(null, new ColumnValues(count, rows.toArray(), null, words.toArray()));
  }
}
