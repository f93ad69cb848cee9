package dev.clew.query;

import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.Selection;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.ColumnName;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Collects the attributes that matching spans have, and keeps the first of them.
final class AttributeNames implements MatchScan.Visitor {
  private static final int NAME_BYTES = 96;

  private final TreeSet<AttributeName> first =
      new TreeSet<>(Comparator.comparing(AttributeName::scope).thenComparing(AttributeName::key));
  private final @Nullable AttributeScope scope;
  private final int limit;
  private final QueryBudget budget;

  /// @param scope of the attributes; null for any
  AttributeNames(@Nullable AttributeScope scope, int limit, QueryBudget budget) {
    this.scope = scope;
    this.limit = limit;
    this.budget = budget;
  }

  @Override
  public void visit(Hits hits) {
    Selection spans = hits.matched();
    if (spans.isEmpty()) {
      return;
    }
    for (ColumnName column : hits.segment().columnNames()) {
      if (column instanceof AttributeName name
          && (scope == null || scope == name.scope())
          && !first.contains(name)
          && hits.filter().anyHas(name, spans)) {
        add(name);
      }
    }
  }

  private void add(AttributeName name) {
    first.add(name);
    budget.hold(NAME_BYTES + name.key().length(), "the keys found");
    if (first.size() > limit) {
      budget.release(NAME_BYTES + first.removeLast().key().length());
    }
  }

  List<AttributeName> sorted() {
    return List.copyOf(first);
  }
}
