package dev.clew.store;

import dev.clew.store.live.RepeatFilter;
import dev.clew.store.segment.SegmentReadException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The traces that have, or may have, pieces in more than one block: all that any block recorded
/// when it was written. A block that comes later finds the older ones, so of two blocks with pieces
/// of a trace the later has recorded it.
///
/// Blocks are looked through when the question first comes up. What is forgotten with a block stays
/// here until the store is opened again, which makes an answer slower and never wrong.
final class SplitTraces {
  private final Map<String, Tenant> tenants = new HashMap<>();

  /// Whether a trace that is in one block may be in another one.
  ///
  boolean contains(StoreView view, String tenant, long traceIdHigh, long traceIdLow) {
    Tenant known;
    synchronized (this) {
      known = tenants.computeIfAbsent(tenant, _ -> new Tenant());
    }
    return known.contains(view, tenant, traceIdHigh, traceIdLow);
  }

  private static final class Tenant {
    private final Set<Long> read = new HashSet<>();
    private final RepeatFilter traces = new RepeatFilter(0);
    private long lastManifest = -1;

    synchronized boolean contains(
        StoreView view, String tenant, long traceIdHigh, long traceIdLow) {
      long manifest = view.manifest().number();
      if (manifest != lastManifest) {
        for (StoredBlock block : view.blocks(tenant).blocks()) {
          if (!read.contains(block.entry().id())) {
            add(block);
            read.add(block.entry().id());
          }
        }
        lastManifest = manifest;
      }
      return traces.contains(traceIdHigh, traceIdLow);
    }

    /// @throws SegmentReadException when the block cannot be opened
    private void add(StoredBlock block) {
      if (block.entry().splitTraces() == 0) {
        return;
      }
      long[] ids = block.splitTraces();
      for (int i = 0; i < ids.length; i += 2) {
        var _ = traces.add(ids[i], ids[i + 1]);
      }
    }
  }
}
