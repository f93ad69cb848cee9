package dev.clew.store;

import dev.clew.store.manifest.BlockEntry;
import dev.clew.store.manifest.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The view in force, and the one place where it is changed. A change is one write of one variable:
/// a reader sees all of it or nothing, so that a generation's blocks appear in the same moment in
/// which its live columns disappear.
final class Views {
  private final Path blockFolder;
  private final BlockFiles files;
  private final DamagedBlocks damaged;

  /// Every block that a manifest names, or that was named and may still be read.
  private final Map<Long, StoredBlock> known = new HashMap<>();

  /// Views that are not in force any more and were still pinned when last looked at.
  private final List<StoreView> retired = new ArrayList<>();

  private volatile StoreView current;

  Views(Path blockFolder, BlockFiles files, DamagedBlocks damaged, Manifest manifest) {
    this.blockFolder = blockFolder;
    this.files = files;
    this.damaged = damaged;
    current = view(manifest, List.of());
  }

  /// The view in force, for looks that read no block.
  StoreView current() {
    return current;
  }

  /// The view in force, pinned; whoever calls this calls {@link StoreView#unpin()} once.
  StoreView pin() {
    StoreView view = current;
    while (!view.tryPin()) {
      view = current;
    }
    return view;
  }

  /// Adds a generation, the newest.
  synchronized void addGeneration(Generation generation) {
    List<Generation> generations = new ArrayList<>(current.generations());
    generations.add(generation);
    replace(new StoreView(current.manifest(), current.blocks(), generations));
  }

  /// Puts a manifest in force, and with it the end of the generations it covers.
  synchronized void commit(Manifest manifest) {
    List<Generation> generations =
        current.generations().stream()
            .filter(generation -> generation.number() >= manifest.replayPoint())
            .toList();
    replace(view(manifest, generations));
  }

  /// Forgets the blocks that neither manifest names and no view that is still read.
  ///
  /// @return those blocks
  synchronized List<StoredBlock> takeGarbage(Manifest inForce, Manifest before) {
    retired.removeIf(view -> !isPinned(view));
    Set<Long> wanted = new HashSet<>();
    addIds(inForce, wanted);
    addIds(before, wanted);
    retired.forEach(view -> addIds(view.manifest(), wanted));
    List<StoredBlock> garbage = new ArrayList<>();
    for (Iterator<StoredBlock> blocks = known.values().iterator(); blocks.hasNext(); ) {
      StoredBlock block = blocks.next();
      if (!wanted.contains(block.entry().id())) {
        garbage.add(block);
        blocks.remove();
      }
    }
    return garbage;
  }

  /// Whether readers may have kept blocks from being forgotten.
  synchronized boolean hasRetired() {
    return !retired.isEmpty();
  }

  /// Every block whose files may be open.
  synchronized List<StoredBlock> known() {
    return List.copyOf(known.values());
  }

  private static boolean isPinned(StoreView view) {
    if (!view.tryPin()) {
      return false;
    }
    return !view.unpin();
  }

  private static void addIds(Manifest manifest, Set<Long> ids) {
    manifest.blocks().forEach(block -> ids.add(block.id()));
  }

  private void replace(StoreView next) {
    StoreView before = current;
    current = next;
    if (!before.unpin()) {
      retired.add(before);
    }
  }

  private StoreView view(Manifest manifest, List<Generation> generations) {
    Map<String, List<StoredBlock>> byTenant = new HashMap<>();
    for (BlockEntry entry : manifest.blocks()) {
      StoredBlock block =
          known.computeIfAbsent(
              entry.id(),
              _ -> new StoredBlock(entry, entry.directory(blockFolder), files, damaged));
      byTenant.computeIfAbsent(entry.tenant(), _ -> new ArrayList<>()).add(block);
    }
    Map<String, TenantBlocks> blocks = new HashMap<>();
    byTenant.forEach((tenant, list) -> blocks.put(tenant, TenantBlocks.of(list)));
    return new StoreView(manifest, blocks, generations);
  }
}
