package dev.clew.query.filter;

import dev.clew.model.Dictionary;
import dev.clew.query.read.SegmentView;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.RowSpace;
import dev.clew.traceql.Expression;
import dev.clew.traceql.SpanKind;
import dev.clew.traceql.SpanStatus;
import dev.clew.traceql.Static;
import java.util.List;

/// Reads the fields of single spans: for answers, and for what is computed span by span.
final class FieldReader {
  private static final SpanStatus[] STATUSES = SpanStatus.values();
  private static final SpanKind[] KINDS = SpanKind.values();

  private final SegmentView view;
  private final FieldColumns fields;

  FieldReader(SegmentView view, FieldColumns fields) {
    this.view = view;
    this.fields = fields;
  }

  /// The value that a span has for a field.
  FieldValue read(Expression field, int span) {
    for (List<FieldColumn> layer : fields.layers(field)) {
      FieldValue.Builder values = new FieldValue.Builder();
      boolean ofMany = false;
      for (FieldColumn column : layer) {
        ofMany |= column.column().space() != RowSpace.SPAN;
        collect(column, span, values);
      }
      FieldValue value = values.build(ofMany);
      if (value.exists()) {
        return value;
      }
    }
    return FieldValue.NIL;
  }

  private void collect(FieldColumn column, int span, FieldValue.Builder into) {
    switch (column.column().space()) {
      case SPAN -> collect(column, span, span + 1, into);
      case EVENT -> collectOwned(column, Field.EVENT_SPAN, span, into);
      case LINK -> collectOwned(column, Field.LINK_SPAN, span, into);
    }
  }

  private void collectOwned(FieldColumn column, Field owner, int span, FieldValue.Builder into) {
    long[] owners = view.words(owner);
    int count = view.column(owner).values().count();
    collect(column, lowerBound(owners, count, span), lowerBound(owners, count, span + 1L), into);
  }

  private static int lowerBound(long[] ascending, int count, long wanted) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void collect(FieldColumn column, int from, int to, FieldValue.Builder into) {
    ColumnValues values = column.column().values();
    for (int i = SegmentView.seek(values, 0, from); i < values.count() && values.row(i) < to; i++) {
      add(column, values, i, into);
    }
  }

  private static void add(
      FieldColumn column, ColumnValues values, int index, FieldValue.Builder into) {
    switch (column.kind()) {
      case STRING -> into.add(new Static.Str(column.column().entries().string(values.code(index))));
      case INT, DURATION, DOUBLE, BOOL, STATUS, KIND ->
          into.add(value(column.kind(), values.word(index)));
      case ARRAY -> {
        Dictionary entries = column.column().entries();
        int code = values.code(index);
        into.addArray(
            ArrayElements.decode(entries.heap(), entries.offset(code), entries.length(code)));
      }
      case OPAQUE -> into.addOpaque();
    }
  }

  /// The value that a word stands for.
  static Static value(ValueKind kind, long word) {
    return switch (kind) {
      case INT -> new Static.Int(word);
      case DURATION -> new Static.Duration(word);
      case DOUBLE -> new Static.FloatValue(Double.longBitsToDouble(word));
      case BOOL -> new Static.Bool(word != 0);
      case STATUS -> new Static.StatusValue(known(STATUSES, word));
      case KIND -> new Static.KindValue(known(KINDS, word));
      case STRING, ARRAY, OPAQUE -> throw new IllegalArgumentException(kind + " has no words");
    };
  }

  private static <T> T known(T[] constants, long number) {
    return number >= 0 && number < constants.length ? constants[(int) number] : constants[0];
  }
}
