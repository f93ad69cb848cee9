package dev.clew.store;

import dev.clew.store.disk.Disk;
import dev.clew.store.log.LogDirectory;
import dev.clew.store.manifest.BlockEntry;
import dev.clew.store.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Deletes what does not count any more: blocks that neither manifest names and nobody reads, log
/// segments before the older manifest's replay point, and what failed writes left.
final class BlockGarbage {
  static final Pattern BLOCK_NAME = Pattern.compile("[0-9a-f]{16}");

  private final StoreContext context;
  private final Disk disk;

  BlockGarbage(StoreContext context) {
    this.context = context;
    disk = context.options().disk();
  }

  /// Deletes the blocks that were known and are not wanted any more; what is being written now is
  /// not among them.
  void collectBlocks() throws IOException {
    Manifest inForce = context.manifests().current();
    Manifest before = context.manifests().previous();
    for (StoredBlock block : context.views().takeGarbage(inForce, before)) {
      block.close();
      delete(disk, block.directory());
    }
  }

  /// Deletes what became garbage by a commit.
  void collect() throws IOException {
    collectBlocks();
    Manifest inForce = context.manifests().current();
    Manifest before = context.manifests().previous();
    context.manifests().deleteGarbage();
    deleteSegments(Math.min(inForce.replayPoint(), before.replayPoint()));
  }

  /// Deletes every block directory and log file that neither manifest names. Only while nothing is
  /// written or read.
  void sweep() throws IOException {
    Manifest inForce = context.manifests().current();
    Manifest before = context.manifests().previous();
    Set<Path> named = new HashSet<>();
    for (Manifest manifest : List.of(inForce, before)) {
      for (BlockEntry block : manifest.blocks()) {
        named.add(block.directory(context.folder().blocks()));
      }
    }
    for (Path tenant : disk.list(context.folder().blocks())) {
      for (Path directory : disk.list(tenant)) {
        if (!named.contains(directory)
            && BLOCK_NAME.matcher(directory.getFileName().toString()).matches()) {
          delete(disk, directory);
        }
      }
    }
    for (Path file : disk.list(context.folder().log())) {
      if (file.getFileName().toString().endsWith(".tmp")) {
        disk.delete(file);
      }
    }
    context.manifests().deleteGarbage();
    deleteSegments(Math.min(inForce.replayPoint(), before.replayPoint()));
  }

  /// Deletes a directory of files.
  static void delete(Disk disk, Path directory) throws IOException {
    for (Path file : disk.list(directory)) {
      disk.delete(file);
    }
    disk.delete(directory);
  }

  private void deleteSegments(long replayPoint) throws IOException {
    Map<Long, Path> released =
        LogDirectory.segments(disk, context.folder().log()).headMap(replayPoint);
    for (Path segment : released.values()) {
      disk.delete(segment);
    }
  }
}
