package dev.clew.store.live;

import dev.clew.model.AttributeType;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A field that has a 32-bit number for every row, small as a rule and often 0 throughout: no array
/// as long as all are 0, then a byte for each, and four bytes once a number needs them.
final class NumberBuffer implements ColumnBuffer {
  private final boolean signed;
  private int count;
  private byte @Nullable [] bytes;
  private int @Nullable [] ints;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  /// @param signed whether the top bit of a number is its sign
  NumberBuffer(boolean signed) {
    this.signed = signed;
  }

  void add(int number) {
    long word = signed ? number : Integer.toUnsignedLong(number);
    min = Math.min(min, word);
    max = Math.max(max, word);
    if (ints != null) {
      if (count == ints.length) {
        ints = Arrays.copyOf(ints, grown(count));
      }
      ints[count] = number;
    } else if ((byte) number != number || word < 0 != number < 0) {
      addFirstWide(number);
    } else if (bytes != null) {
      if (count == bytes.length) {
        bytes = Arrays.copyOf(bytes, grown(count));
      }
      bytes[count] = (byte) number;
    } else if (number != 0) {
      bytes = new byte[grown(count)];
      bytes[count] = (byte) number;
    }
    count++;
  }

  /// The numbers so far, unfolded or not; cheap.
  Numbers numbers() {
    return new Numbers(count, bytes, ints);
  }

  @Override
  public LiveColumn view(ColumnName name) {
    Numbers numbers = numbers();
    boolean keepSign = signed;
    return new LazyColumn(name, AttributeType.INT, null, Ranges.of(min, max)) {
      @Override
      ColumnValues unfold() {
        return new ColumnValues(numbers.count(), null, null, numbers.words(keepSign));
      }

      @Override
      public long at(int row) {
        return numbers.get(row);
      }
    };
  }

  @Override
  public void truncate(int rows) {
    count = Math.min(count, rows);
  }

  @Override
  public long bytes() {
    return ints != null ? 4L * count : bytes != null ? count : 0;
  }

  @Override
  public long allocatedBytes() {
    return ints != null ? 4L * ints.length : bytes != null ? bytes.length : 0;
  }

  private void addFirstWide(int number) {
    int[] wide = new int[grown(count)];
    if (bytes != null) {
      for (int i = 0; i < count; i++) {
        wide[i] = bytes[i];
      }
    }
    wide[count] = number;
    ints = wide;
    bytes = null;
  }

  private static int grown(int count) {
    return count + (count >> 1) + 16;
  }

  /// Numbers that do not change: the first `count` of one of the arrays, or zeros.
  @SuppressWarnings("ArrayRecordComponent")
  record Numbers(int count, byte @Nullable [] bytes, int @Nullable [] ints) {
    int get(int row) {
      return ints != null ? ints[row] : bytes != null ? bytes[row] : 0;
    }

    long[] words(boolean signed) {
      long[] words = new long[count];
      if (ints != null) {
        long mask = signed ? -1L : 0xFFFFFFFFL;
        for (int i = 0; i < count; i++) {
          words[i] = ints[i] & mask;
        }
      } else if (bytes != null) {
        for (int i = 0; i < count; i++) {
          words[i] = bytes[i];
        }
      }
      return words;
    }
  }
}
