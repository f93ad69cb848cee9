package dev.clew.store;

import dev.clew.store.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// All that is stored at one moment: the blocks of a manifest, and the generations after it that
/// are not built. Does not change; while it is pinned, none of its blocks is deleted.
final class StoreView {
  private final Manifest manifest;
  private final Map<String, TenantBlocks> blocks;
  private final List<Generation> generations;

  /// Readers, and one more as long as this is the view in force.
  private final AtomicInteger pins = new AtomicInteger(1);

  /// @param blocks of each tenant that has some
  /// @param generations in ascending order of number
  StoreView(Manifest manifest, Map<String, TenantBlocks> blocks, List<Generation> generations) {
    this.manifest = manifest;
    this.blocks = Map.copyOf(blocks);
    this.generations = List.copyOf(generations);
  }

  Manifest manifest() {
    return manifest;
  }

  /// The blocks by tenant.
  Map<String, TenantBlocks> blocks() {
    return blocks;
  }

  TenantBlocks blocks(String tenant) {
    return blocks.getOrDefault(tenant, TenantBlocks.NONE);
  }

  List<Generation> generations() {
    return generations;
  }

  /// @return false where the view has lost its last pin, and a newer one is in force
  boolean tryPin() {
    int now = pins.get();
    while (now > 0 && !pins.compareAndSet(now, now + 1)) {
      now = pins.get();
    }
    return now > 0;
  }

  /// @return whether this was the last pin
  boolean unpin() {
    return pins.decrementAndGet() == 0;
  }
}
