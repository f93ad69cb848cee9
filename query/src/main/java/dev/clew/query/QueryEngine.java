package dev.clew.query;

import dev.clew.query.filter.SpanFilter;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.SegmentViews;
import dev.clew.query.read.Selection;
import dev.clew.query.text.TextQuery;
import dev.clew.query.trace.TraceColumns;
import dev.clew.query.trace.TraceDrawing;
import dev.clew.query.trace.TraceReader;
import dev.clew.store.StoreSnapshot;
import dev.clew.store.StoreSnapshot.TracePiece;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import dev.clew.traceql.Attribute;
import dev.clew.traceql.Comparison;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Intrinsic;
import dev.clew.traceql.Logical;
import dev.clew.traceql.Query;
import dev.clew.traceql.SpanKind;
import dev.clew.traceql.Static;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers every question about stored traces, over one snapshot of the store.
///
/// Answers never depend on how the spans of a trace are spread over segments. A trace is in a time
/// window when one of its matching spans is; what is said of it then is about the trace as a whole.
/// The same question over the same snapshot gets the same answer.
///
/// Every method may throw {@link dev.clew.query.read.QueryException} (the query is wrong or not
/// supported, a limit was met, it was cancelled) and
/// {@link dev.clew.store.segment.SegmentReadException}. Stateless; safe for use by several threads.
public final class QueryEngine {
  private static final Query EVERYTHING = Query.filter(new Static.Bool(true));

  /// The traces with a span that matches, in the order asked for.
  public SearchResult search(StoreSnapshot snapshot, SearchRequest request) {
    return new TraceSearch(
            snapshot, SpanFilter.of(request.query()), request, request.bounds().start())
        .run();
  }

  /// How long all the traces with a span that matches took, over time.
  public HeatMapResult heatMap(StoreSnapshot snapshot, HeatMapRequest request) {
    return new HeatMapScan(snapshot, request).run();
  }

  /// How many spans match, and in how many traces.
  public MatchCount count(StoreSnapshot snapshot, Query query, QueryBounds bounds) {
    QueryBudget budget = bounds.start();
    Counting counting = new Counting(snapshot, budget);
    scan(snapshot, query, bounds, budget, counting);
    return new MatchCount(counting.spans, counting.traces);
  }

  /// A reader of all spans of a trace, empty where none is stored. The window of the bounds does
  /// not matter: a trace is whole or not at all.
  public Optional<TraceReader> trace(
      StoreSnapshot snapshot, long traceIdHigh, long traceIdLow, QueryBounds bounds) {
    List<TracePiece> pieces = snapshot.find(traceIdHigh, traceIdLow);
    return pieces.isEmpty()
        ? Optional.empty()
        : Optional.of(TraceReader.of(pieces, bounds.start()));
  }

  /// What is needed to draw a trace, empty where no span of it is stored. The window of the bounds
  /// does not matter.
  public Optional<TraceDrawing> drawing(
      StoreSnapshot snapshot, long traceIdHigh, long traceIdLow, QueryBounds bounds) {
    List<TracePiece> pieces = snapshot.find(traceIdHigh, traceIdLow);
    return pieces.isEmpty()
        ? Optional.empty()
        : Optional.of(TraceDrawing.read(pieces, new SegmentViews(bounds.start())));
  }

  /// A reader of the spans with an id in a trace, empty where none is stored. The window of the
  /// bounds does not matter.
  public Optional<TraceReader> spans(
      StoreSnapshot snapshot, long traceIdHigh, long traceIdLow, long spanId, QueryBounds bounds) {
    List<TracePiece> pieces = snapshot.find(traceIdHigh, traceIdLow);
    TraceReader reader = TraceReader.ofSpan(pieces, spanId, new SegmentViews(bounds.start()));
    return reader.spanCount() == 0 ? Optional.empty() : Optional.of(reader);
  }

  /// The spans of a trace that a filter matches, empty where no span of the trace is stored. The
  /// window of the bounds does not matter.
  public Optional<FoundSpans> find(
      StoreSnapshot snapshot, long traceIdHigh, long traceIdLow, Query filter, QueryBounds bounds) {
    List<TracePiece> pieces = snapshot.find(traceIdHigh, traceIdLow);
    return pieces.isEmpty()
        ? Optional.empty()
        : Optional.of(new TraceFind(pieces, bounds.start()).matching(SpanFilter.of(filter)));
  }

  /// The spans of a trace that a text is found in, empty where no span of the trace is stored. The
  /// window of the bounds does not matter.
  public Optional<FoundSpans> find(
      StoreSnapshot snapshot,
      long traceIdHigh,
      long traceIdLow,
      TextQuery text,
      QueryBounds bounds) {
    List<TracePiece> pieces = snapshot.find(traceIdHigh, traceIdLow);
    return pieces.isEmpty()
        ? Optional.empty()
        : Optional.of(new TraceFind(pieces, bounds.start()).matching(text));
  }

  /// The names of all services with a span in the window, sorted. A service is known by the
  /// `service.name` of its resource, where that is a string.
  public List<String> services(StoreSnapshot snapshot, QueryBounds bounds) {
    QueryBudget budget = bounds.start();
    FieldValues names = new FieldValues(Integer.MAX_VALUE, budget);
    scan(
        snapshot,
        EVERYTHING,
        bounds,
        budget,
        hits -> hits.filter().strings(TraceColumns.SERVICE_NAME, hits.matched(), names));
    return names.sorted().stream().map(value -> ((Static.Str) value).value()).toList();
  }

  /// What services do: the names and kinds of spans in the window, sorted.
  ///
  /// @param service whose spans; null for all
  /// @param kind of the spans; null for all
  public List<Operation> operations(
      StoreSnapshot snapshot,
      @Nullable String service,
      @Nullable SpanKind kind,
      QueryBounds bounds) {
    List<Expression> conditions = new ArrayList<>();
    if (service != null) {
      conditions.add(Comparison.equal(Attribute.resource("service.name"), new Static.Str(service)));
    }
    if (kind != null) {
      conditions.add(Comparison.equal(Intrinsic.KIND, new Static.KindValue(kind)));
    }
    QueryBudget budget = bounds.start();
    Operations operations = new Operations(budget);
    scan(snapshot, Query.filter(Logical.and(conditions)), bounds, budget, operations);
    return operations.sorted();
  }

  /// The keys of attributes that spans in the window have, sorted by scope and key.
  ///
  /// @param scope where to look; null for everywhere
  /// @param filter which the spans match; null for all
  /// @param limit the largest number of keys; of more, the first are given
  public List<AttributeName> attributeNames(
      StoreSnapshot snapshot,
      @Nullable AttributeScope scope,
      @Nullable Query filter,
      int limit,
      QueryBounds bounds) {
    QueryBudget budget = bounds.start();
    AttributeNames names = new AttributeNames(scope, limit, budget);
    scan(snapshot, filter == null ? EVERYTHING : filter, bounds, budget, names);
    return names.sorted();
  }

  /// The values that a field has in the spans in the window, sorted by type and value. Of arrays
  /// the elements count.
  ///
  /// @param field an attribute or intrinsic
  /// @param filter which the spans match; null for all
  /// @param limit the largest number of values; of more, the first are given
  /// @throws IllegalArgumentException where `field` is neither attribute nor intrinsic
  public List<Static> values(
      StoreSnapshot snapshot,
      Expression field,
      @Nullable Query filter,
      int limit,
      QueryBounds bounds) {
    QueryBudget budget = bounds.start();
    FieldValues values = new FieldValues(limit, budget);
    SpanFilter wanted = SpanFilter.of(filter == null ? EVERYTHING : filter).about(field);
    new MatchScan(snapshot, wanted, bounds.window(), budget)
        .run(hits -> hits.filter().values(field, hits.matched(), values));
    return values.sorted();
  }

  private static void scan(
      StoreSnapshot snapshot,
      Query filter,
      QueryBounds bounds,
      QueryBudget budget,
      MatchScan.Visitor visitor) {
    new MatchScan(snapshot, SpanFilter.of(filter), bounds.window(), budget).run(visitor);
  }

  private static final class Counting implements MatchScan.Visitor {
    private final StoreSnapshot snapshot;
    private final QueryBudget budget;
    private final Set<TraceKey> split = new HashSet<>();
    private long spans;
    private long traces;

    Counting(StoreSnapshot snapshot, QueryBudget budget) {
      this.snapshot = snapshot;
      this.budget = budget;
    }

    @Override
    public void visit(Hits hits) {
      spans += hits.matched().count();
      Selection found = hits.traces();
      for (int trace = found.next(0); trace >= 0; trace = found.next(trace + 1)) {
        if (hits.assembled() || !snapshot.isSplit(hits.segment(), trace)) {
          traces++;
        } else if (split.add(TraceKey.of(hits.segment(), trace))) {
          budget.hold(TraceKey.SET_BYTES, "the ids of split traces");
          traces++;
        }
      }
    }
  }
}
