package dev.clew.store;

import dev.clew.store.block.DamagedMetaException;
import dev.clew.store.manifest.Manifest;
import dev.clew.store.segment.SegmentReadException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes out of the store the blocks that turned out to be damaged, so that only the readers that
/// met the damage fail, and those after them have the rest.
///
/// What is suspected is read again as a whole first, past the cache. A block that is damaged goes
/// to the quarantine and then out of the manifest: a process that ends between the two finds at its
/// next start that the block is missing. What the operating system refused to read stays where it
/// is, since it may be read later.
final class DamagedBlocks {
  private final BlockFiles files;
  private final Problems problems;

  /// By block id, with what the reader was told; at most as many as there are blocks.
  private final Map<Long, Suspicion> suspected = new LinkedHashMap<>();

  /// In the quarantine, and maybe still in the manifest.
  private final Set<Long> moved = new LinkedHashSet<>();

  private record Suspicion(StoredBlock block, SegmentReadException failure) {}

  DamagedBlocks(BlockFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /// Notes that a block could not be read. Safe for use by any number of threads.
  synchronized void suspect(StoredBlock block, SegmentReadException failure) {
    var _ = suspected.putIfAbsent(block.entry().id(), new Suspicion(block, failure));
  }

  /// Deals with all that was noted. For the one thread that changes the store.
  ///
  /// @return the manifest to put in force; null where nothing has changed
  /// @throws IOException where it is to be tried again later
  @Nullable Manifest settle(StoreContext store, Quarantine quarantine) throws IOException {
    for (Suspicion suspicion : suspicions()) {
      StoredBlock block = suspicion.block();
      long id = block.entry().id();
      if (isNamed(store.manifests().current(), id) && !moved.contains(id)) {
        String damage = damageOf(block);
        if (damage == null) {
          problems.report(
              "a block could not be read and is not damaged: " + suspicion.failure().getMessage());
        } else if (store.options().disk().isDirectory(block.directory())) {
          quarantine.move(block.directory(), damage, suspicion.failure());
          moved.add(id);
        } else {
          problems.report(block.directory() + " is missing: its spans are lost");
          moved.add(id);
        }
      }
      forget(id);
    }
    if (moved.isEmpty()) {
      return null;
    }
    Manifest manifest = store.manifests().commit(current -> current.without(moved));
    moved.clear();
    return manifest;
  }

  private synchronized List<Suspicion> suspicions() {
    return new ArrayList<>(suspected.values());
  }

  private synchronized void forget(long id) {
    suspected.remove(id);
  }

  private static boolean isNamed(Manifest manifest, long id) {
    return manifest.blocks().stream().anyMatch(block -> block.id() == id);
  }

  /// Reads a whole block.
  ///
  /// @return what is wrong with its bytes; null where they can be read, or cannot be looked at now
  private @Nullable String damageOf(StoredBlock block) {
    try {
      files.check(block.directory(), block.segments().size());
      return null;
    } catch (IOException | RuntimeException e) {
      return isDamage(e) ? String.valueOf(e.getMessage()) : null;
    }
  }

  /// Whether the bytes are wrong. Other failures of the operating system may pass, and a block of a
  /// later version is sound.
  private static boolean isDamage(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return switch (root) {
      case NoSuchFileException _, EOFException _, DamagedMetaException _ -> true;
      case IOException _ -> false;
      default -> true;
    };
  }
}
