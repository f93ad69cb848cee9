package dev.clew.query.filter;

import dev.clew.model.Dictionary;
import dev.clew.query.read.QueryBudget;

/// The entries of a dictionary that something is true of.
final class CodeSet {
  /// How many entries are looked at between two looks at the clock.
  private static final int CHECK_EVERY = 4096;

  private final boolean[] has;
  private int size;

  private CodeSet(int size) {
    has = new boolean[size];
  }

  /// Asks something of every entry, once.
  static CodeSet of(Dictionary entries, EntryTest test, QueryBudget budget) {
    CodeSet set = new CodeSet(entries.size());
    for (int code = 0; code < set.has.length; code++) {
      if ((code & (CHECK_EVERY - 1)) == CHECK_EVERY - 1) {
        budget.check();
      }
      if (test.passes(entries, code)) {
        set.has[code] = true;
        set.size++;
      }
    }
    return set;
  }

  boolean has(int code) {
    return has[code];
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// A question about one entry.
  @FunctionalInterface
  interface EntryTest {
    boolean passes(Dictionary entries, int code);
  }
}
