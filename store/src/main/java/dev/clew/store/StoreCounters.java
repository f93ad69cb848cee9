package dev.clew.store;

import java.util.concurrent.atomic.LongAdder;

/// What a store counts since it was opened; see {@link StoreStatus}.
final class StoreCounters {
  final LongAdder storedSpans = new LongAdder();
  final LongAdder repeatedSpans = new LongAdder();
  final LongAdder refusedAppends = new LongAdder();
  final LongAdder loggedBytes = new LongAdder();
  final LongAdder replayedSpans = new LongAdder();
}
