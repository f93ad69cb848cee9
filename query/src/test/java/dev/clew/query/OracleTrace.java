package dev.clew.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// A whole trace as plain objects, with its tree by the written rules.
@SuppressWarnings("ReferenceEquality")
final class OracleTrace {
  static final Comparator<TestSpan> ORDER =
      Comparator.comparingLong(TestSpan::start)
          .thenComparing(TestSpan::duration, Comparator.reverseOrder())
          .thenComparing(TestSpan::spanId, Long::compareUnsigned)
          .thenComparing(TestSpan::parentId, Long::compareUnsigned);

  private final List<TestSpan> spans;
  private final IdentityHashMap<TestSpan, TestSpan> parents = new IdentityHashMap<>();
  private final IdentityHashMap<TestSpan, Integer> lefts = new IdentityHashMap<>();
  private final IdentityHashMap<TestSpan, Integer> rights = new IdentityHashMap<>();
  private int number = 1;

  OracleTrace(List<TestSpan> spans) {
    this.spans = spans.stream().sorted(ORDER).toList();
    findParents();
    breakCircles();
    for (TestSpan span : this.spans) {
      if (parents.get(span) == null) {
        numberTree(span);
      }
    }
  }

  private void findParents() {
    Map<Long, TestSpan> byId = new HashMap<>();
    for (TestSpan span : spans) {
      byId.putIfAbsent(span.spanId(), span);
    }
    for (TestSpan span : spans) {
      if (span.parentId() != 0 && span.parentId() != span.spanId()) {
        TestSpan parent = byId.get(span.parentId());
        if (parent != null) {
          parents.put(span, parent);
        }
      }
    }
  }

  private void breakCircles() {
    for (TestSpan span : spans) {
      List<TestSpan> path = new ArrayList<>();
      TestSpan at = span;
      while (at != null && !containsSame(path, at)) {
        path.add(at);
        at = parents.get(at);
      }
      if (at == span) {
        parents.remove(span); // the first in order of a circle that it is part of
      }
    }
  }

  private static boolean containsSame(List<TestSpan> path, TestSpan span) {
    return path.stream().anyMatch(other -> other == span);
  }

  private void numberTree(TestSpan span) {
    lefts.put(span, number++);
    for (TestSpan child : spans) {
      if (parents.get(child) == span) {
        numberTree(child);
      }
    }
    rights.put(span, number++);
  }

  List<TestSpan> spans() {
    return spans;
  }

  long start() {
    return spans.getFirst().start();
  }

  long end() {
    return spans.stream().mapToLong(TestSpan::end).max().orElseThrow();
  }

  TestSpan root() {
    return spans.stream().filter(s -> s.parentId() == 0).findFirst().orElse(null);
  }

  int childCount(TestSpan span) {
    return (int) spans.stream().filter(child -> parents.get(child) == span).count();
  }

  int left(TestSpan span) {
    return lefts.get(span);
  }

  int right(TestSpan span) {
    return rights.get(span);
  }

  int parentLeft(TestSpan span) {
    TestSpan parent = parents.get(span);
    return parent != null ? lefts.get(parent) : span.parentId() == 0 ? -1 : 0;
  }

  long orphans() {
    return spans.stream().filter(s -> parents.get(s) == null && s.parentId() != 0).count();
  }
}
