package dev.clew.query;

import dev.clew.query.read.TimeWindow;
import dev.clew.query.trace.ServiceCount;
import dev.clew.query.trace.TraceSummary;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Query;
import dev.clew.traceql.SpansetFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The slow, obvious query engine: all spans as objects, every one evaluated.
final class Oracle {
  private final List<OracleTrace> traces = new ArrayList<>();

  Oracle(List<TestSpan> spans) {
    Map<TraceKey, List<TestSpan>> byTrace = new LinkedHashMap<>();
    for (TestSpan span : spans) {
      byTrace.computeIfAbsent(key(span), _ -> new ArrayList<>()).add(span);
    }
    byTrace.values().forEach(trace -> traces.add(new OracleTrace(trace)));
    traces.sort(
        Comparator.comparingLong(OracleTrace::start)
            .reversed()
            .thenComparing(t -> key(t.spans().getFirst())));
  }

  /// A trace with its spans that match.
  record Match(OracleTrace trace, List<TestSpan> matched) {}

  /// What a search must find.
  ///
  /// @throws OracleEvaluator.Failure where a trace of the answer has a span that cannot be computed
  List<Match> search(Query query, TimeWindow window, int limit, TraceOrder order) {
    List<Match> found = new ArrayList<>();
    List<OracleTrace> ordered = new ArrayList<>(traces);
    if (order == TraceOrder.DURATION) {
      ordered.sort(Comparator.comparingLong((OracleTrace t) -> t.end() - t.start()).reversed());
    }
    for (OracleTrace trace : ordered) {
      List<TestSpan> matched = new ArrayList<>();
      boolean inWindow = false;
      boolean failed = false;
      for (TestSpan span : trace.spans()) {
        Boolean matches = matches(query, span, trace);
        failed |= matches == null;
        inWindow |= (matches == null || matches) && isIn(window, span);
        if (matches != null && matches) {
          matched.add(span);
        }
      }
      if (inWindow) {
        if (failed) {
          throw new OracleEvaluator.Failure();
        }
        found.add(new Match(trace, matched));
        if (found.size() == limit) {
          break;
        }
      }
    }
    return found;
  }

  /// The spans in the window that match.
  ///
  /// @throws OracleEvaluator.Failure where one of the window cannot be computed
  List<TestSpan> matching(Query query, TimeWindow window) {
    List<TestSpan> found = new ArrayList<>();
    for (OracleTrace trace : traces) {
      for (TestSpan span : trace.spans()) {
        if (isIn(window, span)) {
          Boolean matches = matches(query, span, trace);
          if (matches == null) {
            throw new OracleEvaluator.Failure();
          }
          if (matches) {
            found.add(span);
          }
        }
      }
    }
    return found;
  }

  Collection<OracleTrace> traces() {
    return traces;
  }

  OracleTrace traceOf(TestSpan span) {
    return traces.stream()
        .filter(t -> key(t.spans().getFirst()).equals(key(span)))
        .findFirst()
        .orElseThrow();
  }

  static TraceKey key(TestSpan span) {
    return new TraceKey(span.traceIdHigh(), span.traceIdLow());
  }

  static TraceSummary summary(OracleTrace trace) {
    Map<String, int[]> services = new TreeMap<>();
    for (TestSpan span : trace.spans()) {
      int[] counts = services.computeIfAbsent(span.service(), _ -> new int[2]);
      counts[0]++;
      counts[1] += span.status() == 2 ? 1 : 0;
    }
    TestSpan first = trace.spans().getFirst();
    TestSpan root = trace.root();
    return new TraceSummary(
        first.traceIdHigh(),
        first.traceIdLow(),
        trace.start(),
        trace.end(),
        root == null ? null : root.service(),
        root == null ? null : root.name(),
        trace.spans().size(),
        (int) trace.spans().stream().filter(s -> s.status() == 2).count(),
        (int) trace.orphans(),
        services.entrySet().stream()
            .map(e -> new ServiceCount(e.getKey(), e.getValue()[0], e.getValue()[1]))
            .toList());
  }

  private static boolean isIn(TimeWindow window, TestSpan span) {
    return span.start() <= window.to() && span.end() >= window.from();
  }

  /// Null where it cannot be computed.
  private static Boolean matches(Query query, TestSpan span, OracleTrace trace) {
    try {
      return new OracleEvaluator(span, trace).matches(condition(query));
    } catch (OracleEvaluator.Failure _) {
      return null;
    }
  }

  private static Expression condition(Query query) {
    return switch (query.root()) {
      case SpansetFilter(Expression condition) -> condition;
    };
  }
}
