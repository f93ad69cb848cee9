package dev.clew.query.read;

import dev.clew.store.segment.Segment;
import java.util.LinkedHashMap;
import java.util.Map;

/// The segments that a query is at work on: the last two, so that what was read of them need not be
/// read again for the next trace, and memory stays bounded.
public final class SegmentViews {
  private static final int MAX = 2;

  private final QueryBudget budget;
  private final LinkedHashMap<Segment, SegmentView> views =
      new LinkedHashMap<>(4, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Segment, SegmentView> eldest) {
          return size() > MAX;
        }
      };

  public SegmentViews(QueryBudget budget) {
    this.budget = budget;
  }

  public QueryBudget budget() {
    return budget;
  }

  public SegmentView of(Segment segment) {
    return views.computeIfAbsent(segment, wanted -> new SegmentView(wanted, budget));
  }
}
