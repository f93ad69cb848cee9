package dev.clew.query.filter;

import dev.clew.model.Dictionary;
import dev.clew.query.filter.CodeSet.EntryTest;
import dev.clew.query.read.Column;
import dev.clew.query.read.SegmentView;
import dev.clew.query.read.Selection;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.RowSpace;
import dev.clew.store.segment.SegmentColumn.Range;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Scans single columns of one segment: which spans have a value that passes a test.
///
/// What is found out about a dictionary is kept for the segment's other scans.
final class ColumnScan {
  /// A dictionary is asked as a whole only where that is not much more work than asking the entries
  /// of the rows in question.
  private static final int FEW = 8;

  private final SegmentView view;
  private final Map<Asked, CodeSet> asked = new HashMap<>();

  ColumnScan(SegmentView view) {
    this.view = view;
  }

  /// Whether dictionary or range leave a chance that a value passes. Reads no values.
  boolean mayPass(FieldColumn column, ScalarTest test) {
    if (column.kind() == ValueKind.ARRAY) {
      return test.looksIntoArrays();
    }
    if (!test.takes(column.kind())) {
      return false;
    }
    return switch (column.kind()) {
      case STRING -> isPlain(column.column()) || !codes(column, test, Question.PASSES).isEmpty();
      case INT, DURATION -> {
        Range range = column.column().range();
        yield range == null || test.mayPass(range.min(), range.max());
      }
      default -> true;
    };
  }

  /// The spans among the candidates that have a value which passes.
  Selection passing(FieldColumn column, ScalarTest test, Selection candidates) {
    Selection found = Selection.none(candidates.size());
    if (!mayPass(column, test)) {
      return found;
    }
    switch (column.kind()) {
      case STRING, ARRAY -> scanCodes(column, test, Question.PASSES, candidates, found);
      case INT, DURATION -> scanIntegers(column, test, found);
      case DOUBLE, BOOL, STATUS, KIND -> scanWords(column, test, found);
      case OPAQUE -> {}
    }
    return found.and(candidates);
  }

  /// The spans among the candidates that have a value with which the test can do something, or an
  /// array without elements.
  Selection taken(FieldColumn column, ScalarTest test, Selection candidates) {
    if (column.kind() == ValueKind.ARRAY) {
      Selection found = Selection.none(candidates.size());
      scanCodes(column, test, Question.TAKES, candidates, found);
      return found.and(candidates);
    }
    return test.takes(column.kind())
        ? present(column, candidates)
        : Selection.none(candidates.size());
  }

  /// The spans among the candidates that have any value.
  Selection present(FieldColumn column, Selection candidates) {
    ColumnValues values = column.column().values();
    boolean dense = values.rows() == null && values.count() == candidates.size();
    if (dense && column.column().space() == RowSpace.SPAN) {
      return candidates.copy();
    }
    Selection found = Selection.none(candidates.size());
    Owners owners = owners(column.column());
    for (int i = 0; i < values.count(); i++) {
      found.set(owners.span(values.row(i)));
    }
    return found.and(candidates);
  }

  private void scanCodes(
      FieldColumn column,
      ScalarTest test,
      Question question,
      Selection candidates,
      Selection into) {
    Dictionary entries = column.column().entries();
    Owners owners = owners(column.column());
    boolean few = (long) candidates.count() * FEW < entries.size();
    if (few && !asked.containsKey(new Asked(column, test, question))) {
      EntryTest entryTest = entryTest(column.kind(), test, question);
      ColumnValues values = column.column().values();
      for (int i = 0; i < values.count(); i++) {
        int row = values.row(i);
        int span = owners.span(row);
        if (candidates.get(span) && entryTest.passes(entries, values.code(i))) {
          into.set(span);
        }
      }
      return;
    }
    CodeSet codes = codes(column, test, question);
    if (codes.isEmpty()) {
      return;
    }
    ColumnValues values = column.column().values();
    for (int i = 0; i < values.count(); i++) {
      if (codes.has(values.code(i))) {
        into.set(owners.span(values.row(i)));
      }
    }
  }

  private void scanIntegers(FieldColumn column, ScalarTest test, Selection into) {
    if (!(test instanceof NumberTest number)) {
      scanWords(column, test, into);
      return;
    }
    ColumnValues values = column.column().values();
    Owners owners = owners(column.column());
    long min = number.min();
    long max = number.max();
    for (int i = 0; i < values.count(); i++) {
      long word = values.word(i);
      if (word >= min && word <= max) {
        into.set(owners.span(values.row(i)));
      }
    }
  }

  private void scanWords(FieldColumn column, ScalarTest test, Selection into) {
    if (!test.takes(column.kind())) {
      return;
    }
    ColumnValues values = column.column().values();
    Owners owners = owners(column.column());
    for (int i = 0; i < values.count(); i++) {
      if (test.word(column.kind(), values.word(i))) {
        into.set(owners.span(values.row(i)));
      }
    }
  }

  /// Whose the rows of a column are.
  Owners owners(Column column) {
    return new Owners(
        switch (column.space()) {
          case SPAN -> null;
          case EVENT -> view.words(Field.EVENT_SPAN);
          case LINK -> view.words(Field.LINK_SPAN);
        });
  }

  /// @param spans of each row its span; null where rows are spans
  record Owners(long @Nullable [] spans) {
    int span(int row) {
      return spans == null ? row : (int) spans[row];
    }
  }

  /// Whether the column has an entry for every value, so that to ask its dictionary is to scan it.
  private boolean isPlain(Column column) {
    return column.entries().size() > view.segment().spanCount() / 2 + 64;
  }

  private CodeSet codes(FieldColumn column, ScalarTest test, Question question) {
    return asked.computeIfAbsent(
        new Asked(column, test, question),
        _ ->
            CodeSet.of(
                column.column().entries(),
                entryTest(column.kind(), test, question),
                view.budget()));
  }

  private static EntryTest entryTest(ValueKind kind, ScalarTest test, Question question) {
    if (kind == ValueKind.STRING) {
      return (entries, code) ->
          test.text(entries.heap(), entries.offset(code), entries.length(code));
    }
    return (entries, code) -> {
      ArrayElements array =
          ArrayElements.decode(entries.heap(), entries.offset(code), entries.length(code));
      return question == Question.PASSES
          ? array.items().stream().anyMatch(test::value)
          : array.isEmpty()
              || array.items().stream().anyMatch(item -> test.takes(ScalarTest.kindOf(item)));
    };
  }

  private enum Question {
    PASSES,
    TAKES
  }

  private record Asked(FieldColumn column, ScalarTest test, Question question) {}
}
