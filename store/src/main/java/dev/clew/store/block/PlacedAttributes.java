package dev.clew.store.block;

import dev.clew.model.AttributeType;
import dev.clew.model.IntVector;
import dev.clew.model.LongVector;
import java.util.Arrays;

/// Attributes of some rows, taken column by column and put out row by row.
final class PlacedAttributes {
  private final int placeCount;
  private final IntVector places = new IntVector(64);
  private final IntVector keys = new IntVector(64);
  private final IntVector types = new IntVector(64);
  private final LongVector words = new LongVector(64);
  private int[] first = {};
  private int[] order = {};

  /// Takes an attribute.
  interface Sink {
    void add(int key, AttributeType type, long word);
  }

  PlacedAttributes(int placeCount) {
    this.placeCount = placeCount;
  }

  void add(int place, int key, AttributeType type, long word) {
    places.add(place);
    keys.add(key);
    types.add(type.ordinal());
    words.add(word);
  }

  /// Puts out the attributes of one place, in the order of columns.
  void emit(int place, Sink sink) {
    if (first.length == 0) {
      turn();
    }
    for (int i = first[place]; i < first[place + 1]; i++) {
      int entry = order[i];
      sink.add(keys.get(entry), AttributeType.of(types.get(entry)), words.get(entry));
    }
  }

  private void turn() {
    first = new int[placeCount + 1];
    for (int i = 0; i < places.size(); i++) {
      first[places.get(i) + 1]++;
    }
    for (int place = 0; place < placeCount; place++) {
      first[place + 1] += first[place];
    }
    int[] next = Arrays.copyOf(first, placeCount);
    order = new int[places.size()];
    for (int i = 0; i < order.length; i++) {
      order[next[places.get(i)]++] = i;
    }
  }
}
