package dev.clew.store.block;

import dev.clew.model.Hash;
import java.util.Arrays;

/// Groups places by what they have in several columns, column by column: places stay together as
/// long as they have the same words in the same columns.
final class Grouping {
  private final int[] groups;
  private int groupCount = 1;
  private int[] slotGroups = new int[64];
  private long[] slotWords = new long[64];
  private int[] slotResults = new int[64];
  private int used;

  Grouping(int placeCount) {
    groups = new int[placeCount];
  }

  /// Goes to the next column.
  void nextColumn() {
    Arrays.fill(slotResults, 0);
    used = 0;
  }

  /// Says that a place has a word in the column.
  void add(int place, long word) {
    int slot = slot(groups[place], word);
    if (slotResults[slot] == 0) {
      if (used * 2 > slotResults.length) {
        grow();
        slot = slot(groups[place], word);
      }
      used++;
      slotGroups[slot] = groups[place];
      slotWords[slot] = word;
      slotResults[slot] = groupCount++;
    }
    groups[place] = slotResults[slot];
  }

  private int slot(int group, long word) {
    int mask = slotResults.length - 1;
    int slot = (int) Hash.mix(word, group) & mask;
    while (slotResults[slot] != 0 && (slotGroups[slot] != group || slotWords[slot] != word)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldGroups = slotGroups;
    long[] oldWords = slotWords;
    int[] oldResults = slotResults;
    int capacity = oldResults.length * 2;
    slotGroups = new int[capacity];
    slotWords = new long[capacity];
    slotResults = new int[capacity];
    for (int i = 0; i < oldResults.length; i++) {
      if (oldResults[i] != 0) {
        int slot = slot(oldGroups[i], oldWords[i]);
        slotGroups[slot] = oldGroups[i];
        slotWords[slot] = oldWords[i];
        slotResults[slot] = oldResults[i];
      }
    }
  }

  /// Of each place its group, numbered from 0 in order of first occurrence.
  int[] numbered() {
    int[] numbers = new int[groupCount];
    int next = 0;
    int[] result = new int[groups.length];
    for (int place = 0; place < groups.length; place++) {
      int group = groups[place];
      if (numbers[group] == 0) {
        numbers[group] = ++next;
      }
      result[place] = numbers[group] - 1;
    }
    return result;
  }
}
