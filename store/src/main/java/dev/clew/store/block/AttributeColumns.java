package dev.clew.store.block;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.DictionaryBuilder;
import dev.clew.model.IntVector;
import dev.clew.model.LongVector;
import dev.clew.store.parquet.ColumnData;
import dev.clew.store.parquet.ColumnSpec;
import dev.clew.store.parquet.ColumnType;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.RowSpace;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides which attributes get columns in a file and what these are called; all others go to the
/// overflow of their scope. The rules are in the format's documentation.
final class AttributeColumns {
  private static final int LONGEST_KEY = 256;

  private final RowOrder order;
  private final GroupData groups;
  private final List<Chosen> chosen = new ArrayList<>();
  private final Map<AttributeScope, OverflowBuffer> overflow = new EnumMap<>(AttributeScope.class);

  /// A column of the file.
  ///
  /// @param element the type of elements, where it is a column of lists; else null
  record Chosen(
      String label, AttributeName name, SegmentColumn source, @Nullable AttributeType element) {
    ColumnSpec spec() {
      ColumnType type = columnType(element == null ? source.type() : element);
      return element == null ? ColumnSpec.optional(label, type) : ColumnSpec.listOf(label, type);
    }

    StoredAttribute stored() {
      return new StoredAttribute(label, name, source.type());
    }
  }

  /// @param element null where values are not arrays
  /// @param count how many rows have such a value first
  private record Candidate(
      AttributeName name, SegmentColumn source, @Nullable AttributeType element, int count) {
    String typeName() {
      return element == null
          ? source.type().name().toLowerCase(Locale.ROOT)
          : element.name().toLowerCase(Locale.ROOT) + "[]";
    }
  }

  /// @param reserved names of columns that attributes must not have
  /// @param limit the most columns
  AttributeColumns(
      Segment source, RowSpace space, RowOrder order, Set<String> reserved, int limit) {
    this.order = order;
    groups = new GroupData(order);
    List<Candidate> candidates = new ArrayList<>();
    for (ColumnName name : source.columnNames()) {
      if (name instanceof AttributeName attribute && name.space() == space) {
        for (SegmentColumn column : source.columns(name)) {
          consider(attribute, column, candidates);
        }
      }
    }
    candidates.sort(
        Comparator.comparingInt(Candidate::count)
            .reversed()
            .thenComparing(c -> c.name.label())
            .thenComparing(Candidate::typeName));
    int columns = Math.min(limit, candidates.size());
    for (Candidate rare : candidates.subList(columns, candidates.size())) {
      overflow(rare);
    }
    name(candidates.subList(0, columns), reserved);
  }

  List<Chosen> chosen() {
    return chosen;
  }

  /// What has no column, by scope; scopes without such attributes are missing.
  List<OverflowBuffer> overflow() {
    return overflow.values().stream().filter(buffer -> !buffer.isEmpty()).toList();
  }

  private OverflowBuffer overflow(AttributeName name) {
    return overflow.computeIfAbsent(name.scope(), scope -> new OverflowBuffer(scope, order));
  }

  private void overflow(Candidate candidate) {
    ColumnValues values = candidate.source.values();
    @Nullable AttributeType[] elements =
        candidate.element == null ? null : elementTypes(candidate.source);
    overflow(candidate.name)
        .add(
            candidate.source,
            i ->
                isFirst(values, i)
                    && (elements == null || elements[values.code(i)] == candidate.element));
  }

  private void consider(AttributeName name, SegmentColumn column, List<Candidate> candidates) {
    ColumnValues values = column.values();
    if (!hasColumn(column.type()) || !isColumnName(name.key())) {
      overflow(name).add(column, _ -> true);
      return;
    }
    if (column.type() == AttributeType.ARRAY) {
      considerArrays(name, column, candidates);
      return;
    }
    int count = 0;
    boolean repeats = false;
    for (int i = 0; i < values.count(); i++) {
      if (order.targets()[values.row(i)] >= 0) {
        boolean first = isFirst(values, i);
        count += first ? 1 : 0;
        repeats |= !first;
      }
    }
    if (count > 0) {
      candidates.add(new Candidate(name, column, null, count));
    }
    if (repeats) {
      overflow(name).add(column, i -> !isFirst(values, i));
    }
  }

  private void considerArrays(
      AttributeName name, SegmentColumn column, List<Candidate> candidates) {
    ColumnValues values = column.values();
    @Nullable AttributeType[] elements = elementTypes(column);
    Map<AttributeType, Integer> counts = new EnumMap<>(AttributeType.class);
    boolean rest = false;
    for (int i = 0; i < values.count(); i++) {
      if (order.targets()[values.row(i)] >= 0) {
        AttributeType element = elements[values.code(i)];
        if (element == null || !isFirst(values, i)) {
          rest = true;
        } else {
          counts.merge(element, 1, Integer::sum);
        }
      }
    }
    counts.forEach((element, count) -> candidates.add(new Candidate(name, column, element, count)));
    if (rest) {
      overflow(name).add(column, i -> elements[values.code(i)] == null || !isFirst(values, i));
    }
  }

  /// Of each entry of an array column's dictionary the type of its elements; empty arrays count as
  /// arrays of strings.
  private static @Nullable AttributeType[] elementTypes(SegmentColumn column) {
    Dictionary dictionary = column.dictionary();
    if (dictionary == null) {
      throw new IllegalStateException("arrays are coded");
    }
    @Nullable AttributeType[] types = new @Nullable AttributeType[dictionary.size()];
    for (int code = 0; code < types.length; code++) {
      AttributeType type = ArrayValues.elementType(dictionary, code);
      types[code] = type == AttributeType.EMPTY ? AttributeType.STRING : type;
    }
    return types;
  }

  private static boolean isFirst(ColumnValues values, int index) {
    return values.rows() == null || index == 0 || values.row(index) != values.row(index - 1);
  }

  private static boolean hasColumn(AttributeType type) {
    return switch (type) {
      case STRING, INT, DOUBLE, BOOL, BYTES, ARRAY -> true;
      case KEY_VALUE_LIST, EMPTY -> false;
    };
  }

  /// Whether a key may be part of a column's name: not too long, and no control characters.
  private static boolean isColumnName(String key) {
    return key.length() <= LONGEST_KEY && key.codePoints().noneMatch(Character::isISOControl);
  }

  /// The most frequent type of a key has the bare name, others get `@type`; what still differs from
  /// another only by case gets a number.
  private void name(List<Candidate> candidates, Set<String> reserved) {
    Set<String> taken = new HashSet<>();
    for (String name : reserved) {
      taken.add(folded(name));
    }
    Set<AttributeName> named = new HashSet<>();
    for (Candidate candidate : candidates) {
      String label = candidate.name.label();
      String wanted = named.add(candidate.name) ? label : label + "@" + candidate.typeName();
      String unique = wanted;
      for (int i = 2; !taken.add(folded(unique)); i++) {
        unique = wanted + "@" + i;
      }
      chosen.add(new Chosen(unique, candidate.name, candidate.source, candidate.element));
    }
    chosen.sort(Comparator.comparing(Chosen::label));
  }

  private static String folded(String name) {
    return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static ColumnType columnType(AttributeType type) {
    return switch (type) {
      case STRING -> ColumnType.STRING;
      case INT -> ColumnType.INT64;
      case DOUBLE -> ColumnType.DOUBLE;
      case BOOL -> ColumnType.BOOLEAN;
      case BYTES -> ColumnType.BINARY;
      case ARRAY, KEY_VALUE_LIST, EMPTY ->
          throw new IllegalArgumentException(type + " has no column");
    };
  }

  /// What a row group has of a column.
  ColumnData data(Chosen column, int group) {
    AttributeType element = column.element;
    if (element == null) {
      return groups.of(column.source, group);
    }
    ColumnValues values = column.source.values();
    @Nullable AttributeType[] elements = elementTypes(column.source);
    ColumnData arrays = groups.of(column.source, group, i -> elements[values.code(i)] == element);
    return lists(arrays, element);
  }

  private static ColumnData lists(ColumnData arrays, AttributeType element) {
    Dictionary blobs = arrays.dictionary();
    if (blobs == null) {
      throw new IllegalStateException("arrays are coded");
    }
    DictionaryBuilder entries = new DictionaryBuilder(0);
    IntVector codes = new IntVector(64);
    LongVector words = new LongVector(64);
    ArrayValues.Visitor visitor =
        new ArrayValues.Visitor() {
          @Override
          public void bytes(byte[] array, int offset, int length) {
            codes.add(entries.add(array, offset, length));
          }

          @Override
          public void word(long word) {
            words.add(word);
          }
        };
    int[] starts = new int[arrays.count() + 1];
    for (int i = 0; i < arrays.count(); i++) {
      ArrayValues.visit(blobs, arrays.code(i), element, visitor);
      starts[i + 1] = codes.size() + words.size();
    }
    int count = starts[arrays.count()];
    ColumnData elements =
        columnType(element).isCoded()
            ? ColumnData.ofCodes(arrays.rowCount(), count, null, entries.copy(), codes.toArray())
            : ColumnData.ofWords(arrays.rowCount(), count, null, words.toArray());
    return elements.inLists(arrays.count(), arrays.rows(), starts);
  }
}
