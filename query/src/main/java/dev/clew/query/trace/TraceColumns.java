package dev.clew.query.trace;

import dev.clew.model.Dictionary;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.SegmentViews;
import dev.clew.store.StoreSnapshot.TracePiece;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One whole trace in columns: what is needed to draw it, to summarise it and to know its
/// structure. Rows are all its spans in {@link SpanOrder}.
///
/// Takes about 60 bytes a span. Arrays are not to be written to.
public final class TraceColumns {
  /// OTLP's number of the status error.
  public static final int STATUS_ERROR = 2;

  /// The attribute that names a span's service.
  public static final AttributeName SERVICE_NAME =
      new AttributeName(AttributeScope.RESOURCE, "service.name");
  private static final int BYTES_PER_SPAN = 60;

  private final long traceIdHigh;
  private final long traceIdLow;
  private final int count;
  private final int @Nullable [] places;
  private final long[] spanIds;
  private final long[] parentIds;
  private final long[] starts;
  private final long[] durations;
  private final int[] kinds;
  private final int[] statuses;
  private final int[] names;
  private final int[] services;
  private final Dictionary strings;
  private final TraceStructure structure;

  /// Reads a trace.
  ///
  /// @param pieces all pieces of the trace, at least one
  public static TraceColumns read(List<TracePiece> pieces, SegmentViews views) {
    QueryBudget budget = views.budget();
    List<int[]> rows = new ArrayList<>();
    long total = 0;
    for (TracePiece piece : pieces) {
      int[] spans = piece.segment().spans(piece.trace());
      rows.add(spans);
      total += spans.length;
    }
    long bytes = total * BYTES_PER_SPAN;
    budget.hold(bytes, "one trace");
    GatheredSpans gathering = new GatheredSpans((int) total);
    for (int i = 0; i < rows.size(); i++) {
      gathering.add(views.of(pieces.get(i).segment()), rows.get(i));
    }
    TracePiece first = pieces.getFirst();
    TraceColumns columns =
        new TraceColumns(
            first.segment().traceIdHigh(first.trace()),
            first.segment().traceIdLow(first.trace()),
            gathering);
    budget.release(bytes);
    return columns;
  }

  private TraceColumns(long traceIdHigh, long traceIdLow, GatheredSpans from) {
    this.traceIdHigh = traceIdHigh;
    this.traceIdLow = traceIdLow;
    count = from.count();
    places = from.placesInOrder();
    spanIds = inOrder(from.spanIds());
    parentIds = inOrder(from.parentIds());
    starts = inOrder(from.starts());
    durations = inOrder(from.durations());
    kinds = inOrder(from.kinds());
    statuses = inOrder(from.statuses());
    names = inOrder(from.names());
    services = inOrder(from.services());
    strings = from.strings();
    structure = TraceStructure.of(spanIds, parentIds, count);
  }

  /// The first eight bytes of the trace's id, big-endian.
  public long traceIdHigh() {
    return traceIdHigh;
  }

  /// The last eight bytes of the trace's id, big-endian.
  public long traceIdLow() {
    return traceIdLow;
  }

  /// How many spans there are.
  public int count() {
    return count;
  }

  public long[] spanIds() {
    return spanIds;
  }

  /// As they were sent; 0 for none.
  public long[] parentIds() {
    return parentIds;
  }

  /// Nanoseconds since 1970.
  public long[] starts() {
    return starts;
  }

  /// Nanoseconds, signed.
  public long[] durations() {
    return durations;
  }

  /// OTLP's numbers, known or not.
  public int[] kinds() {
    return kinds;
  }

  /// OTLP's numbers, known or not.
  public int[] statuses() {
    return statuses;
  }

  /// Names of spans, as codes of {@link #strings()}.
  public int[] names() {
    return names;
  }

  /// Names of services, as codes of {@link #strings()}; 0, the empty string, where the resource has
  /// no `service.name` that is a string.
  public int[] services() {
    return services;
  }

  public Dictionary strings() {
    return strings;
  }

  public TraceStructure structure() {
    return structure;
  }

  public TraceSummary summary() {
    int[] parentRows = structure.parentRows();
    int[] spansOf = new int[strings.size()];
    int[] errorsOf = new int[strings.size()];
    int errors = 0;
    int orphans = 0;
    int root = -1;
    long end = Long.MIN_VALUE;
    for (int row = 0; row < count; row++) {
      spansOf[services[row]]++;
      if (statuses[row] == STATUS_ERROR) {
        errorsOf[services[row]]++;
        errors++;
      }
      if (parentRows[row] == TraceStructure.MISSING) {
        orphans++;
      } else if (parentRows[row] == TraceStructure.ROOT && root < 0) {
        root = row;
      }
      end = Math.max(end, starts[row] + durations[row]);
    }
    List<ServiceCount> counts = new ArrayList<>();
    for (int code = 0; code < spansOf.length; code++) {
      if (spansOf[code] > 0) {
        counts.add(new ServiceCount(strings.string(code), spansOf[code], errorsOf[code]));
      }
    }
    counts.sort(Comparator.comparing(ServiceCount::service));
    return new TraceSummary(
        traceIdHigh,
        traceIdLow,
        starts[0],
        end,
        root < 0 ? null : strings.string(services[root]),
        root < 0 ? null : strings.string(names[root]),
        count,
        errors,
        orphans,
        List.copyOf(counts));
  }

  /// The values of rows, out of those of places.
  ///
  /// @param values of the spans of one piece after another
  int[] inOrder(int[] values) {
    if (places == null) {
      return values;
    }
    int[] ordered = new int[count];
    for (int row = 0; row < count; row++) {
      ordered[row] = values[places[row]];
    }
    return ordered;
  }

  private long[] inOrder(long[] values) {
    if (places == null) {
      return values;
    }
    long[] ordered = new long[count];
    for (int row = 0; row < count; row++) {
      ordered[row] = values[places[row]];
    }
    return ordered;
  }
}
