package dev.clew.store;

import dev.clew.store.manifest.BlockEntry;
import dev.clew.store.manifest.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which blocks have had their time: by age since the arrival of their last span, then, oldest
/// arrival first, by bytes of all blocks together.
final class Retention {
  private Retention() {}

  /// The manifest without the blocks that are to go; the same one where none is.
  ///
  /// @param nowNanos since 1970
  static Manifest expire(Manifest manifest, StoreOptions options, long nowNanos) {
    List<BlockEntry> oldestFirst = new ArrayList<>(manifest.blocks());
    oldestFirst.sort(
        Comparator.comparingLong(BlockEntry::lastArrivalNanos).thenComparingLong(BlockEntry::id));
    Duration age = options.retentionAge();
    long limit = age == null ? Long.MIN_VALUE : nowNanos - age.toNanos();
    long bytes = manifest.bytes();
    Set<Long> expired = new HashSet<>();
    for (BlockEntry block : oldestFirst) {
      if (block.lastArrivalNanos() >= limit && bytes <= options.retentionBytes()) {
        break;
      }
      expired.add(block.id());
      bytes -= block.bytes();
    }
    return expired.isEmpty() ? manifest : manifest.without(expired);
  }
}
