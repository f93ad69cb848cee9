package dev.clew.store.block;

import dev.clew.model.Dictionary;
import dev.clew.store.parquet.ColumnData;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.SegmentReadException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A field: it has a value for every row, in the file or by default. Where only some rows are
/// loaded, those with the default may be missing.
final class FieldColumn extends BlockColumn {
  private final Field field;

  FieldColumn(SegmentFiles files, Field field) {
    super(files, field, field.type());
    this.field = field;
  }

  @Override
  public @Nullable Range range() {
    BlockFile file = files().file(field.space());
    int column = file == null ? -1 : column(file);
    if (field.type().isCoded() || files().rowCount(field.space()) == 0) {
      return null;
    }
    if (file == null || column < 0) {
      long word = BlockLayout.defaultWord(field);
      return new Range(word, word);
    }
    long[] bounds = file.parquet().bounds(files().rowGroup(field.space()), column);
    if (bounds == null) {
      return null;
    }
    long base = base();
    return new Range(bounds[0] - base, bounds[1] - base);
  }

  private int column(BlockFile file) {
    return file.parquet().indexOf(BlockLayout.column(field).name());
  }

  /// What is taken off the words of the file: rows of the block become rows of the segment.
  private long base() {
    return field == Field.EVENT_SPAN || field == Field.LINK_SPAN ? files().meta().firstSpan() : 0;
  }

  @Override
  Loaded load(int @Nullable [] rows, OpenFiles open) {
    BlockFile file = files().file(field.space());
    int column = file == null ? -1 : column(file);
    if (file == null || column < 0) {
      return constant(rows == null ? files().rowCount(field.space()) : 0);
    }
    ColumnData data = files().read(file, field.space(), column, rows, open);
    if (!field.type().isCoded()) {
      return new Loaded(null, numbers(file, data, rows == null));
    }
    return rows == null
        ? withoutNulls(data)
        : new Loaded(
            data.dictionary(), new ColumnValues(data.count(), data.rows(), data.codes(), null));
  }

  private Loaded constant(int count) {
    if (field.type().isCoded()) {
      Dictionary empty = new Dictionary(new byte[0], new int[2], 1);
      return new Loaded(empty, new ColumnValues(count, null, new int[count], null));
    }
    long[] words = new long[count];
    Arrays.fill(words, BlockLayout.defaultWord(field));
    return new Loaded(null, new ColumnValues(count, null, null, words));
  }

  private ColumnValues numbers(BlockFile file, ColumnData data, boolean all) {
    int count = data.count();
    int[] rows = data.rows();
    if (Words.isWordField(field)) {
      return new ColumnValues(count, rows, null, wordNumbers(file, data));
    }
    long[] words = field == Field.LINK_TRACE_ID_LOW ? data.lows() : data.words();
    if (words == null) {
      throw new SegmentReadException(
          "column '"
              + BlockLayout.column(field).name()
              + "' of "
              + file.parquet().path()
              + " holds no numbers");
    }
    if (field == Field.PARENT_ID && all && rows != null) {
      return zeroForNull(data, words);
    }
    long base = base();
    if (base != 0) {
      words = words.clone();
      for (int i = 0; i < count; i++) {
        words[i] -= base;
      }
    }
    return new ColumnValues(count, rows, null, words);
  }

  private long[] wordNumbers(BlockFile file, ColumnData data) {
    Dictionary dictionary = data.dictionary();
    if (dictionary == null) {
      throw new SegmentReadException(
          field.label() + " of " + file.parquet().path() + " is no text");
    }
    long[] numbers;
    try {
      numbers = Words.numbers(field, dictionary);
    } catch (NumberFormatException e) {
      throw new SegmentReadException(
          "column '" + field.label() + "' of " + file.parquet().path() + ": " + e.getMessage(), e);
    }
    long[] words = new long[data.count()];
    for (int i = 0; i < words.length; i++) {
      words[i] = numbers[data.code(i)];
    }
    return words;
  }

  private static ColumnValues zeroForNull(ColumnData data, long[] words) {
    long[] all = new long[data.rowCount()];
    for (int i = 0; i < data.count(); i++) {
      all[data.row(i)] = words[i];
    }
    return new ColumnValues(all.length, null, null, all);
  }

  /// Rows without a value get the empty string.
  private static Loaded withoutNulls(ColumnData data) {
    Dictionary dictionary = data.dictionary();
    if (dictionary == null) {
      throw new IllegalStateException("a coded field without a dictionary");
    }
    if (data.rows() == null || data.count() == data.rowCount()) {
      return new Loaded(
          dictionary, new ColumnValues(data.count(), data.rows(), data.codes(), null));
    }
    Dictionary longer = withEmpty(dictionary);
    int[] codes = new int[data.rowCount()];
    Arrays.fill(codes, dictionary.size());
    for (int i = 0; i < data.count(); i++) {
      codes[data.row(i)] = data.code(i);
    }
    return new Loaded(longer, new ColumnValues(codes.length, null, codes, null));
  }

  private static Dictionary withEmpty(Dictionary dictionary) {
    int size = dictionary.size();
    int[] offsets = new int[size + 2];
    for (int i = 0; i <= size; i++) {
      offsets[i] = dictionary.offset(i);
    }
    offsets[size + 1] = offsets[size];
    return new Dictionary(dictionary.heap(), offsets, size + 1);
  }
}
