package dev.clew.store.block;

import dev.clew.model.Dictionary;
import dev.clew.store.segment.ColumnValues;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of a column, or of some pages of it, as {@link dev.clew.store.segment.SegmentColumn}
/// gives them.
///
/// @param dictionary null where the type is not coded
record Loaded(@Nullable Dictionary dictionary, ColumnValues values) {
  long memoryBytes() {
    long bytes = 64;
    bytes += dictionary == null ? 0 : dictionary.byteSize() + 4L * dictionary.size();
    bytes += values.rows() == null ? 0 : 4L * values.rows().length;
    bytes += values.codes() == null ? 0 : 4L * values.codes().length;
    return bytes + (values.words() == null ? 0 : 8L * values.words().length);
  }

  /// The values of several parts of one column by row; within a row in the order of parts.
  static Loaded merged(List<Loaded> parts, boolean coded) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    int count = 0;
    int heapSize = 0;
    int entries = 0;
    for (Loaded part : parts) {
      count += part.values.count();
      heapSize += part.dictionary == null ? 0 : part.dictionary.byteSize();
      entries += part.dictionary == null ? 0 : part.dictionary.size();
    }
    byte[] heap = new byte[heapSize];
    int[] offsets = new int[entries + 1];
    long[] words = new long[coded ? 0 : count];
    int[] codes = new int[coded ? count : 0];
    long[] places = new long[count];
    int next = 0;
    int entry = 0;
    for (Loaded part : parts) {
      int firstEntry = entry;
      if (part.dictionary != null) {
        entry = append(part.dictionary, heap, offsets, entry);
      }
      for (int i = 0; i < part.values.count(); i++) {
        places[next] = ((long) part.values.row(i) << 32) | next;
        if (coded) {
          codes[next] = firstEntry + part.values.code(i);
        } else {
          words[next] = part.values.word(i);
        }
        next++;
      }
    }
    Arrays.sort(places);
    int[] rows = new int[count];
    int[] sortedCodes = new int[codes.length];
    long[] sortedWords = new long[words.length];
    for (int i = 0; i < count; i++) {
      rows[i] = (int) (places[i] >>> 32);
      if (coded) {
        sortedCodes[i] = codes[(int) places[i]];
      } else {
        sortedWords[i] = words[(int) places[i]];
      }
    }
    return coded
        ? new Loaded(
            new Dictionary(heap, offsets, entries),
            new ColumnValues(count, rows, sortedCodes, null))
        : new Loaded(null, new ColumnValues(count, rows, null, sortedWords));
  }

  private static int append(Dictionary from, byte[] heap, int[] offsets, int firstEntry) {
    int entry = firstEntry;
    for (int code = 0; code < from.size(); code++) {
      int length = from.length(code);
      System.arraycopy(from.heap(), from.offset(code), heap, offsets[entry], length);
      offsets[entry + 1] = offsets[entry] + length;
      entry++;
    }
    return entry;
  }
}
