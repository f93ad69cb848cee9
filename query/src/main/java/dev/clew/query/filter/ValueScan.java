package dev.clew.query.filter;

import dev.clew.model.Dictionary;
import dev.clew.query.read.Column;
import dev.clew.query.read.SegmentView;
import dev.clew.query.read.Selection;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.ColumnValues;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Static;
import java.util.List;

/// Finds which values a field has among some spans of a segment.
final class ValueScan {
  /// How large a dictionary may be to be looked through for news before the column is read.
  private static final int SMALL = 4096;

  private final FieldColumns fields;
  private final ColumnScan scan;

  ValueScan(SegmentView view, FieldColumns fields) {
    this.fields = fields;
    this.scan = new ColumnScan(view);
  }

  /// Tells the sink every value; more than once where that is easier.
  void collect(Expression field, Selection spans, ValueSink sink) {
    Selection open = spans;
    List<List<FieldColumn>> layers = fields.layers(field);
    for (int i = 0; i < layers.size() && !open.isEmpty(); i++) {
      Selection here = Selection.none(spans.size());
      for (FieldColumn column : layers.get(i)) {
        collect(column, open, sink);
        if (i + 1 < layers.size()) {
          here.or(scan.present(column, open));
        }
      }
      open = open.copy().andNot(here);
    }
  }

  /// Tells the sink every string that an attribute is, elements of arrays left out.
  void collectStrings(AttributeName name, Selection spans, ValueSink sink) {
    for (FieldColumn column : fields.attribute(name)) {
      if (column.kind() == ValueKind.STRING) {
        collect(column, spans, sink);
      }
    }
  }

  private void collect(FieldColumn column, Selection spans, ValueSink sink) {
    switch (column.kind()) {
      case STRING, ARRAY -> {
        Dictionary entries = column.column().entries();
        if (entries.size() > SMALL || hasNews(column.kind(), entries, sink)) {
          Selection codes = usedCodes(column.column(), entries, spans);
          for (int code = codes.next(0); code >= 0; code = codes.next(code + 1)) {
            tell(column.kind(), entries, code, sink);
          }
        }
      }
      case INT, DURATION, DOUBLE, BOOL, STATUS, KIND -> collectWords(column, spans, sink);
      case OPAQUE -> {}
    }
  }

  private static boolean hasNews(ValueKind kind, Dictionary entries, ValueSink sink) {
    boolean[] news = new boolean[1];
    ValueSink probe =
        new ValueSink() {
          @Override
          public boolean has(Static value) {
            return sink.has(value);
          }

          @Override
          public void add(Static value) {
            news[0] |= !sink.has(value);
          }
        };
    for (int code = 0; code < entries.size() && !news[0]; code++) {
      tell(kind, entries, code, probe);
    }
    return news[0];
  }

  private Selection usedCodes(Column column, Dictionary entries, Selection spans) {
    Selection used = Selection.none(entries.size());
    ColumnValues values = column.values();
    ColumnScan.Owners owners = scan.owners(column);
    for (int i = 0; i < values.count(); i++) {
      if (spans.get(owners.span(values.row(i)))) {
        used.set(values.code(i));
      }
    }
    return used;
  }

  private static void tell(ValueKind kind, Dictionary entries, int code, ValueSink sink) {
    if (kind == ValueKind.STRING) {
      sink.add(new Static.Str(entries.string(code)));
    } else {
      ArrayElements.decode(entries.heap(), entries.offset(code), entries.length(code))
          .items()
          .forEach(sink::add);
    }
  }

  private void collectWords(FieldColumn column, Selection spans, ValueSink sink) {
    ColumnValues values = column.column().values();
    ColumnScan.Owners owners = scan.owners(column.column());
    long previous = 0;
    boolean first = true;
    for (int i = 0; i < values.count(); i++) {
      long word = values.word(i);
      if ((first || word != previous) && spans.get(owners.span(values.row(i)))) {
        sink.add(FieldReader.value(column.kind(), word));
        previous = word;
        first = false;
      }
    }
  }
}
