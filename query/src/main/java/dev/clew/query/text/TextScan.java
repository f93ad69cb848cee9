package dev.clew.query.text;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.query.read.SegmentView;
import dev.clew.query.read.Selection;
import dev.clew.query.trace.TraceColumns;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.RowSpace;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// Looks for the words of a query in one segment, column by column: first in the dictionary, and
/// only where something is found there, in the values. Columns are not kept.
final class TextScan {
  private static final List<String> STATUS_NAMES = List.of("unset", "ok", "error");
  private static final List<String> KIND_NAMES =
      List.of("unspecified", "internal", "server", "client", "producer", "consumer");

  private final TextQuery query;
  private final SegmentView view;
  private final Segment segment;
  private final Selection candidates;
  private final Selection matched;

  TextScan(TextQuery query, SegmentView view, Selection candidates) {
    this.query = query;
    this.view = view;
    this.segment = view.segment();
    this.candidates = candidates;
    this.matched = Selection.none(candidates.size());
  }

  Selection run() {
    texts(Field.NAME, query.words());
    texts(TraceColumns.SERVICE_NAME, query.words());
    spanIds();
    for (Property property : Property.values()) {
      if (!property.isExcludedBy(query)) {
        property(property);
      }
    }
    for (ColumnName name : segment.columnNames()) {
      if (name instanceof AttributeName attribute && !query.excludes(attribute.key())) {
        attribute(attribute);
      }
    }
    return matched;
  }

  private void spanIds() {
    for (Word word : query.words()) {
      if (word.text().matches("0*[0-9a-f]{1,16}")) {
        String digits = word.text().substring(Math.max(0, word.text().length() - 16));
        long id = Long.parseUnsignedLong(digits, 16);
        numbers(segment.column(Field.SPAN_ID), value -> value == id);
      }
    }
  }

  private void property(Property property) {
    List<Word> asked = new ArrayList<>();
    for (Word word : query.words()) {
      Word value = property.asked(word);
      if (value != null) {
        asked.add(value);
      }
    }
    switch (property) {
      case STATUS -> status(asked);
      case KIND -> names(Field.KIND, KIND_NAMES, asked);
      case STATUS_MESSAGE, SCOPE_NAME, SCOPE_VERSION, EVENT_NAME -> {
        asked.addAll(query.words());
        texts(property.field(), asked);
      }
    }
  }

  /// A bare word finds `error` and `ok`; `unset`, which almost every span is, takes its key.
  private void status(List<Word> asked) {
    names(Field.STATUS, STATUS_NAMES, asked);
    for (Word word : query.words()) {
      boolean error = word.isIn("error") || word.text().equals("error=true");
      boolean ok = word.isIn("ok");
      if (error || ok) {
        numbers(
            segment.column(Field.STATUS),
            value -> (error && value == TraceColumns.STATUS_ERROR) || (ok && value == 1));
      }
    }
  }

  private void names(Field field, List<String> names, List<Word> words) {
    for (Word word : words) {
      numbers(
          segment.column(field),
          value -> value >= 0 && value < names.size() && word.isIn(names.get((int) value)));
    }
  }

  private void texts(ColumnName name, List<Word> words) {
    for (SegmentColumn column : segment.columns(name)) {
      if (column.type() == AttributeType.STRING) {
        entries(column, words, List.of());
      }
    }
  }

  private void attribute(AttributeName name) {
    String key = name.key().toLowerCase(Locale.ROOT);
    boolean keyMatches = query.words().stream().anyMatch(word -> key.contains(word.text()));
    List<Word> beginnings = new ArrayList<>();
    for (Word word : query.words()) {
      addBeginnings(key, word.text(), beginnings);
    }
    for (SegmentColumn column : segment.columns(name)) {
      if (keyMatches) {
        every(column);
      } else if (column.type().isCoded()) {
        entries(column, query.words(), beginnings);
      } else if (column.type() != AttributeType.EMPTY) {
        values(column, beginnings);
      } else if (beginnings.stream().anyMatch(word -> word.text().isEmpty())) {
        every(column);
      }
    }
  }

  /// What a value must begin with so that `key=value` has a word in it that reaches over the `=`.
  private static void addBeginnings(String key, String word, List<Word> beginnings) {
    for (int at = word.indexOf('='); at >= 0; at = word.indexOf('=', at + 1)) {
      if (key.endsWith(word.substring(0, at))) {
        beginnings.add(new Word(word.substring(at + 1)));
      }
    }
  }

  /// Takes the rows of a coded column whose entry has one of the words in it or begins with one of
  /// the beginnings.
  private void entries(SegmentColumn column, List<Word> words, List<Word> beginnings) {
    Dictionary entries = column.dictionary();
    if (entries == null) {
      throw new IllegalStateException(column.name().label() + " has no dictionary");
    }
    view.budget().read(entries.byteSize());
    EntrySet found = new EntrySet(entries.size());
    if (column.type() == AttributeType.STRING) {
      for (Word word : words) {
        view.budget().check();
        word.addContaining(entries, found);
      }
      for (Word beginning : beginnings) {
        view.budget().check();
        beginning.addBeginning(entries, found);
      }
    } else {
      for (int code = 0; code < entries.size(); code++) {
        if (matches(ValueText.of(column.type(), entries, code), words, beginnings)) {
          found.add(code);
        }
      }
    }
    if (!found.isEmpty()) {
      ColumnValues values = read(column);
      Taker taker = new Taker(column.name().space());
      for (int i = 0; i < values.count(); i++) {
        if (found.has(values.code(i))) {
          taker.take(values.row(i));
        }
      }
    }
  }

  /// Takes the rows of an attribute that is a number or truth.
  private void values(SegmentColumn column, List<Word> beginnings) {
    AttributeType type = column.type();
    List<Word> words = query.words().stream().filter(word -> mayBeIn(word.text(), type)).toList();
    List<Word> starts = beginnings.stream().filter(word -> mayBeIn(word.text(), type)).toList();
    if (!words.isEmpty() || !starts.isEmpty()) {
      numbers(column, value -> matches(ValueText.of(type, value), words, starts));
    }
  }

  /// Whether a value of a type can have a word in it.
  private static boolean mayBeIn(String word, AttributeType type) {
    return switch (type) {
      case INT -> word.matches("[-0-9]*");
      case DOUBLE ->
          word.matches("[-+.0-9e]*") || "-infinity".contains(word) || "nan".contains(word);
      default -> "true".contains(word) || "false".contains(word);
    };
  }

  private static boolean matches(String text, List<Word> words, List<Word> beginnings) {
    for (Word word : words) {
      if (word.isIn(text)) {
        return true;
      }
    }
    for (Word beginning : beginnings) {
      if (beginning.begins(text)) {
        return true;
      }
    }
    return false;
  }

  private void numbers(SegmentColumn column, LongPredicate test) {
    ColumnValues values = read(column);
    Taker taker = new Taker(column.name().space());
    for (int i = 0; i < values.count(); i++) {
      if (test.test(values.word(i))) {
        taker.take(values.row(i));
      }
    }
  }

  private void every(SegmentColumn column) {
    ColumnValues values = read(column);
    Taker taker = new Taker(column.name().space());
    for (int i = 0; i < values.count(); i++) {
      taker.take(values.row(i));
    }
  }

  private ColumnValues read(SegmentColumn column) {
    view.budget().check();
    ColumnValues values = column.values();
    view.budget().read(8L * values.count());
    return values;
  }

  /// Adds the spans of rows to what matches, as far as they are asked about.
  private final class Taker {
    private final long @Nullable [] spans;

    Taker(RowSpace space) {
      spans =
          switch (space) {
            case SPAN -> null;
            case EVENT -> view.words(Field.EVENT_SPAN);
            case LINK -> view.words(Field.LINK_SPAN);
          };
    }

    void take(int row) {
      int span = spans == null ? row : (int) spans[row];
      if (candidates.get(span)) {
        matched.set(span);
      }
    }
  }
}
