package dev.clew.query.filter;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.query.read.Column;
import dev.clew.query.read.SegmentView;
import dev.clew.query.trace.SpanOrder;
import dev.clew.query.trace.TraceColumns;
import dev.clew.query.trace.TraceStructure;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.RowSpace;
import dev.clew.store.segment.Segment;
import dev.clew.traceql.Intrinsic;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// The intrinsics that no segment stores: ids as text, times since another, and what follows from a
/// trace as a whole. The latter are right only for traces that have all their spans in the segment.
///
/// A trace's spans are numbered as {@link TraceStructure#nestedSets()} has it. `nestedSetParent` is
/// the left number of the parent; -1 for a root, 0 for an orphan.
final class DerivedColumns {
  private final SegmentView view;
  private final Segment segment;
  private final Map<Intrinsic, Column> columns = new EnumMap<>(Intrinsic.class);

  DerivedColumns(SegmentView view) {
    this.view = view;
    this.segment = view.segment();
  }

  Column of(Intrinsic intrinsic) {
    Column known = columns.get(intrinsic);
    if (known == null) {
      derive(intrinsic);
      known = columns.get(intrinsic);
    }
    if (known == null) {
      throw new IllegalArgumentException("nothing is derived for " + intrinsic);
    }
    return known;
  }

  private void derive(Intrinsic intrinsic) {
    switch (intrinsic) {
      case SPAN_ID -> keep(intrinsic, spanIds(Field.SPAN_ID, RowSpace.SPAN, false));
      case PARENT_ID -> keep(intrinsic, spanIds(Field.PARENT_ID, RowSpace.SPAN, true));
      case LINK_SPAN_ID -> keep(intrinsic, spanIds(Field.LINK_SPAN_ID, RowSpace.LINK, false));
      case TRACE_ID -> keep(intrinsic, traceIds());
      case LINK_TRACE_ID -> keep(intrinsic, linkedTraceIds());
      case EVENT_TIME_SINCE_START -> keep(intrinsic, timesSinceStart());
      case TRACE_DURATION -> keep(intrinsic, traceDurations());
      case ROOT_NAME -> keep(intrinsic, ofRoots(view.column(Field.NAME)));
      case ROOT_SERVICE -> keep(intrinsic, rootServices());
      case CHILD_COUNT, NESTED_SET_LEFT, NESTED_SET_RIGHT, NESTED_SET_PARENT -> deriveStructure();
      default -> {}
    }
  }

  private void keep(Intrinsic intrinsic, Column column) {
    columns.put(intrinsic, column);
  }

  private Column spanIds(Field field, RowSpace space, boolean zeroIsNone) {
    long[] ids = view.words(field);
    HexTable table = new HexTable(view.column(field).values().count(), 16);
    for (int row = 0; row < table.rows(); row++) {
      if (ids[row] == 0 && zeroIsNone) {
        table.addNone();
      } else {
        table.add(ids[row]);
      }
    }
    return DerivedColumn.strings(space, table.entries());
  }

  private Column traceIds() {
    HexTable table = new HexTable(segment.traceCount(), 32);
    for (int trace = 0; trace < segment.traceCount(); trace++) {
      table.add(segment.traceIdHigh(trace), segment.traceIdLow(trace));
    }
    int[] codes = new int[segment.spanCount()];
    Arrays.setAll(codes, segment::trace);
    ColumnValues values = new ColumnValues(codes.length, null, codes, null);
    return new DerivedColumn(AttributeType.STRING, RowSpace.SPAN, table.entries(), values);
  }

  private Column linkedTraceIds() {
    long[] highs = view.words(Field.LINK_TRACE_ID_HIGH);
    long[] lows = view.words(Field.LINK_TRACE_ID_LOW);
    HexTable table = new HexTable(segment.linkCount(), 32);
    for (int link = 0; link < table.rows(); link++) {
      table.add(highs[link], lows[link]);
    }
    return DerivedColumn.strings(RowSpace.LINK, table.entries());
  }

  private Column timesSinceStart() {
    long[] spans = view.words(Field.EVENT_SPAN);
    long[] times = view.words(Field.EVENT_TIME);
    long[] starts = view.words(Field.START);
    long[] since = new long[segment.eventCount()];
    for (int event = 0; event < since.length; event++) {
      since[event] = times[event] - starts[(int) spans[event]];
    }
    return DerivedColumn.words(RowSpace.EVENT, since);
  }

  private Column traceDurations() {
    long[] durations = new long[segment.spanCount()];
    for (int row = 0; row < durations.length; row++) {
      int trace = segment.trace(row);
      durations[row] = segment.traceEnd(trace) - segment.traceStart(trace);
    }
    return DerivedColumn.words(RowSpace.SPAN, durations);
  }

  private Column rootServices() {
    for (Column column : view.columns(TraceColumns.SERVICE_NAME)) {
      if (column.type() == AttributeType.STRING) {
        return ofRoots(column);
      }
    }
    ColumnValues noValues = new ColumnValues(0, new int[0], new int[0], null);
    return new DerivedColumn(AttributeType.STRING, RowSpace.SPAN, Dictionary.EMPTY, noValues);
  }

  /// Shows every span of a trace what its root has in a column.
  private Column ofRoots(Column column) {
    int[] roots = roots();
    ColumnValues values = column.values();
    int[] codeOfTrace = new int[roots.length];
    for (int trace = 0; trace < roots.length; trace++) {
      int at = roots[trace] < 0 ? values.count() : SegmentView.seek(values, 0, roots[trace]);
      boolean has = at < values.count() && values.row(at) == roots[trace];
      codeOfTrace[trace] = has ? values.code(at) : -1;
    }
    int[] rows = new int[segment.spanCount()];
    int[] codes = new int[segment.spanCount()];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      int code = codeOfTrace[segment.trace(row)];
      if (code >= 0) {
        rows[count] = row;
        codes[count++] = code;
      }
    }
    return new DerivedColumn(
        AttributeType.STRING,
        RowSpace.SPAN,
        column.dictionary(),
        new ColumnValues(count, rows, codes, null));
  }

  /// Of each trace the row of its first root, or -1.
  private int[] roots() {
    long[] parents = view.words(Field.PARENT_ID);
    SpanOrder order = order(parents);
    int[] roots = new int[segment.traceCount()];
    Arrays.fill(roots, -1);
    for (int row = 0; row < segment.spanCount(); row++) {
      int trace = segment.trace(row);
      if (parents[row] == 0 && (roots[trace] < 0 || order.compare(row, roots[trace]) < 0)) {
        roots[trace] = row;
      }
    }
    return roots;
  }

  private SpanOrder order(long[] parents) {
    return new SpanOrder(
        view.words(Field.START), view.words(Field.DURATION), view.words(Field.SPAN_ID), parents);
  }

  private void deriveStructure() {
    int count = segment.spanCount();
    long[] ids = view.words(Field.SPAN_ID);
    long[] parents = view.words(Field.PARENT_ID);
    SpanOrder order = order(parents);
    long[] childCounts = new long[count];
    long[] lefts = new long[count];
    long[] rights = new long[count];
    long[] parentLefts = new long[count];
    for (int trace = 0; trace < segment.traceCount(); trace++) {
      int[] rows = segment.spans(trace);
      order.sort(rows);
      TraceStructure structure =
          TraceStructure.of(pick(ids, rows), pick(parents, rows), rows.length);
      TraceStructure.NestedSets sets = structure.nestedSets();
      int[] children = structure.childCounts();
      for (int i = 0; i < rows.length; i++) {
        int parent = structure.parentRows()[i];
        childCounts[rows[i]] = children[i];
        lefts[rows[i]] = sets.left()[i];
        rights[rows[i]] = sets.right()[i];
        parentLefts[rows[i]] =
            parent >= 0 ? sets.left()[parent] : parent == TraceStructure.ROOT ? -1 : 0;
      }
    }
    keep(Intrinsic.CHILD_COUNT, DerivedColumn.words(RowSpace.SPAN, childCounts));
    keep(Intrinsic.NESTED_SET_LEFT, DerivedColumn.words(RowSpace.SPAN, lefts));
    keep(Intrinsic.NESTED_SET_RIGHT, DerivedColumn.words(RowSpace.SPAN, rights));
    keep(Intrinsic.NESTED_SET_PARENT, DerivedColumn.words(RowSpace.SPAN, parentLefts));
  }

  private static long[] pick(long[] from, int[] rows) {
    long[] picked = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      picked[i] = from[rows[i]];
    }
    return picked;
  }
}
