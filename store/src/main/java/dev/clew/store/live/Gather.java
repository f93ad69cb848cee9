package dev.clew.store.live;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.IntVector;
import dev.clew.model.LongVector;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.ColumnValues;
import java.util.Arrays;
import java.util.List;

/// The attributes of some rows of a table, turned round: for each of the rows its attributes, as
/// codes and words of a batch being built. Costs what the rows have and a search in every column,
/// however long the columns are.
final class Gather {
  private final SpanBatchBuilder builder;
  private final int[] keys;
  private final AttributeType[] types;

  /// Matches, in order of columns: the place of the row among the rows sought, column, and word.
  private final IntVector places = new IntVector(64);

  private final IntVector columns = new IntVector(64);
  private final LongVector words = new LongVector(64);

  /// Of each row sought its first place in {@link #matches}, and one more.
  private final int[] first;

  /// Matches in order of rows.
  private final int[] matches;

  /// @param table sparse columns in the row numbers of one table
  /// @param rows ascending, each once; may be longer than `count`
  /// @param builder what is given the strings and blobs
  Gather(List<LiveColumn> table, int[] rows, int count, SpanBatchBuilder builder) {
    this.builder = builder;
    keys = new int[table.size()];
    types = new AttributeType[table.size()];
    for (int c = 0; c < table.size(); c++) {
      LiveColumn column = table.get(c);
      types[c] = column.type();
      int from = places.size();
      match(c, column.values(), rows, count);
      if (places.size() > from) {
        keys[c] = builder.string(((AttributeName) column.name()).key());
        translate(column, from);
      }
    }
    first = new int[count + 1];
    for (int m = 0; m < places.size(); m++) {
      first[places.get(m) + 1]++;
    }
    for (int i = 0; i < count; i++) {
      first[i + 1] += first[i];
    }
    matches = new int[places.size()];
    int[] next = Arrays.copyOf(first, count);
    for (int m = 0; m < places.size(); m++) {
      matches[next[places.get(m)]++] = m;
    }
  }

  /// Gives the attributes of the `place`-th row sought to a sink.
  void emit(int place, Sink sink) {
    for (int i = first[place]; i < first[place + 1]; i++) {
      int match = matches[i];
      int column = columns.get(match);
      sink.add(keys[column], types[column], words.get(match));
    }
  }

  /// Walks the column and the rows side by side; where one is behind it leaps to the other.
  private void match(int column, ColumnValues values, int[] rows, int count) {
    int[] valueRows = values.rows();
    int value = 0;
    for (int place = 0; place < count; place++) {
      int row = rows[place];
      if (valueRows == null) {
        if (row >= values.count()) {
          return;
        }
        add(place, column, values, row);
      } else {
        value = Rows.lowerBound(valueRows, value, values.count(), row);
        for (; value < values.count() && valueRows[value] == row; value++) {
          add(place, column, values, value);
        }
        if (value == values.count()) {
          return;
        }
        if (valueRows[value] > row + 1) {
          place = Rows.lowerBound(rows, place + 1, count, valueRows[value]) - 1;
        }
      }
    }
  }

  private void add(int place, int column, ColumnValues values, int value) {
    places.add(place);
    columns.add(column);
    words.add(values.words() == null ? values.code(value) : values.word(value));
  }

  /// Turns the codes of the matches from `from` on into codes of the batch.
  private void translate(LiveColumn column, int from) {
    Dictionary dictionary = column.dictionary();
    if (dictionary == null) {
      return;
    }
    int count = words.size() - from;
    int[] known = dictionary.size() <= 4 * count ? new int[dictionary.size()] : null;
    for (int m = from; m < words.size(); m++) {
      int code = (int) words.get(m);
      int own = known == null ? 0 : known[code] - 1;
      if (known == null || own < 0) {
        own = builderCode(column.type(), dictionary, code);
        if (known != null) {
          known[code] = own + 1;
        }
      }
      words.set(m, own);
    }
  }

  private int builderCode(AttributeType type, Dictionary dictionary, int code) {
    int offset = dictionary.offset(code);
    int length = dictionary.length(code);
    return type == AttributeType.STRING
        ? builder.string(dictionary.heap(), offset, length)
        : builder.blob(dictionary.heap(), offset, length);
  }

  /// Takes an attribute.
  @FunctionalInterface
  interface Sink {
    void add(int key, AttributeType type, long word);
  }
}
