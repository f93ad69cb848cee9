package dev.clew.store.block;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.RowSpace;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What some spans, events or links have in all columns, in terms of a batch that is being built.
/// The place of a row is its index among the rows.
final class PlacedTable {
  private final SpanBatchBuilder builder;
  private final int[] rows;
  private final Map<Field, long[]> fields = new EnumMap<>(Field.class);
  private final Map<AttributeScope, PlacedAttributes> attributes =
      new EnumMap<>(AttributeScope.class);
  private final Grouping byResource;
  private final Grouping byScope;

  /// @param rows ascending, each once
  PlacedTable(
      BlockSegment segment, RowSpace space, int[] rows, SpanBatchBuilder builder, OpenFiles open) {
    this.builder = builder;
    this.rows = rows;
    byResource = new Grouping(space == RowSpace.SPAN ? rows.length : 0);
    byScope = new Grouping(space == RowSpace.SPAN ? rows.length : 0);
    for (AttributeScope scope : AttributeScope.values()) {
      attributes.put(scope, new PlacedAttributes(rows.length));
    }
    for (ColumnName name : rows.length == 0 ? List.<ColumnName>of() : segment.columnNames()) {
      if (name.space() == space) {
        for (BlockColumn column : segment.blockColumns(name)) {
          place(name, column, open);
        }
      }
    }
  }

  /// The word, or the code in the batch, that a row has in a field.
  long word(Field field, int place) {
    long[] words = fields.get(field);
    if (words == null) {
      throw new IllegalArgumentException(field + " has another space");
    }
    return words[place];
  }

  int number(Field field, int place) {
    return (int) word(field, place);
  }

  PlacedAttributes attributes(AttributeScope scope) {
    PlacedAttributes placed = attributes.get(scope);
    if (placed == null) {
      throw new IllegalArgumentException("no scope " + scope);
    }
    return placed;
  }

  /// Of each place its resource: equal ones are one.
  int[] resources() {
    return byResource.numbered();
  }

  /// Of each place its scope, whatever the resource: equal ones are one.
  int[] scopes() {
    return byScope.numbered();
  }

  private void place(ColumnName name, BlockColumn column, OpenFiles open) {
    Grouping grouping = grouping(name);
    if (grouping != null) {
      grouping.nextColumn();
    }
    Loaded loaded = column.some(rows, open);
    switch (name) {
      case Field field -> placeField(field, loaded, grouping);
      case AttributeName attribute -> placeAttribute(attribute, column.type(), loaded, grouping);
    }
  }

  private @Nullable Grouping grouping(ColumnName name) {
    return switch (name) {
      case AttributeName attribute ->
          switch (attribute.scope()) {
            case RESOURCE -> byResource;
            case INSTRUMENTATION -> byScope;
            case SPAN, EVENT, LINK -> null;
          };
      case Field field ->
          switch (field) {
            case RESOURCE_SCHEMA_URL,
                RESOURCE_DROPPED_ATTRIBUTES,
                RESOURCE_ENTITY_REFS,
                RESOURCE_PRESENT ->
                byResource;
            case SCOPE_NAME,
                SCOPE_VERSION,
                SCOPE_SCHEMA_URL,
                SCOPE_DROPPED_ATTRIBUTES,
                SCOPE_PRESENT ->
                byScope;
            default -> null;
          };
    };
  }

  private void placeField(Field field, Loaded loaded, @Nullable Grouping grouping) {
    long[] words = new long[rows.length];
    Arrays.fill(words, BlockLayout.defaultWord(field));
    ColumnValues values = loaded.values();
    int at = 0;
    for (int place = 0; place < rows.length; place++) {
      at = from(values, rows[place], at);
      if (at < values.count() && values.row(at) == rows[place]) {
        words[place] = word(field.type(), loaded, at);
      }
      if (grouping != null) {
        grouping.add(place, words[place]);
      }
    }
    fields.put(field, words);
  }

  private void placeAttribute(
      AttributeName name, AttributeType type, Loaded loaded, @Nullable Grouping grouping) {
    PlacedAttributes placed = attributes(name.scope());
    int key = builder.string(name.key());
    ColumnValues values = loaded.values();
    int at = 0;
    for (int place = 0; place < rows.length; place++) {
      at = from(values, rows[place], at);
      for (; at < values.count() && values.row(at) == rows[place]; at++) {
        long word = word(type, loaded, at);
        placed.add(place, key, type, word);
        if (grouping != null) {
          grouping.add(place, word);
        }
      }
    }
  }

  /// The first value, from index `at` on, whose row is not before `row`.
  private static int from(ColumnValues values, int row, int at) {
    int[] valueRows = values.rows();
    if (valueRows == null) {
      return Math.max(at, row);
    }
    if (at < values.count() && valueRows[at] >= row) {
      return at;
    }
    int low = at;
    int high = values.count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (valueRows[middle] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long word(AttributeType type, Loaded loaded, int index) {
    Dictionary dictionary = loaded.dictionary();
    if (dictionary == null) {
      return loaded.values().word(index);
    }
    int code = loaded.values().code(index);
    byte[] heap = dictionary.heap();
    int offset = dictionary.offset(code);
    int length = dictionary.length(code);
    return type == AttributeType.STRING
        ? builder.string(heap, offset, length)
        : builder.blob(heap, offset, length);
  }
}
