package dev.clew.query;

import dev.clew.model.Dictionary;
import dev.clew.query.read.Column;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.Selection;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Collects the names and kinds of matching spans.
final class Operations implements MatchScan.Visitor {
  private static final int OPERATION_BYTES = 96;

  private final TreeSet<Operation> found = new TreeSet<>();
  private final QueryBudget budget;

  Operations(QueryBudget budget) {
    this.budget = budget;
  }

  @Override
  public void visit(Hits hits) {
    Selection spans = hits.matched();
    Column names = hits.view().column(Field.NAME);
    Dictionary entries = names.entries();
    ColumnValues values = names.values();
    long[] kinds = hits.view().words(Field.KIND);
    Map<Integer, Selection> namesOfKind = new HashMap<>();
    for (int row = spans.next(0); row >= 0; row = spans.next(row + 1)) {
      namesOfKind
          .computeIfAbsent((int) kinds[row], _ -> Selection.none(entries.size()))
          .set(values.code(row));
    }
    namesOfKind.forEach(
        (kind, codes) -> {
          for (int code = codes.next(0); code >= 0; code = codes.next(code + 1)) {
            Operation operation = new Operation(entries.string(code), kind);
            if (found.add(operation)) {
              budget.hold(OPERATION_BYTES + operation.name().length(), "the operations found");
            }
          }
        });
  }

  List<Operation> sorted() {
    return List.copyOf(found);
  }
}
