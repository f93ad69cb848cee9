package dev.clew.store;

import dev.clew.store.BlockFiles.OpenBlock;
import dev.clew.store.manifest.BlockEntry;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentReadException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A block that counts. Its files are opened when something of them is first wanted, so that
/// opening a store costs nothing for each block.
final class StoredBlock {
  private final BlockEntry entry;
  private final Path directory;
  private final BlockFiles files;
  private final List<Segment> segments;
  private @Nullable OpenBlock open;
  private boolean closed;

  StoredBlock(BlockEntry entry, Path directory, BlockFiles files) {
    this.entry = entry;
    this.directory = directory;
    this.files = files;
    List<Segment> lazy = new ArrayList<>();
    for (int i = 0; i < entry.segments().size(); i++) {
      lazy.add(new StoredSegment(this, i, entry.segments().get(i)));
    }
    segments = List.copyOf(lazy);
  }

  BlockEntry entry() {
    return entry;
  }

  Path directory() {
    return directory;
  }

  /// The row groups, known before the files are opened.
  List<Segment> segments() {
    return segments;
  }

  /// The block's files, opened.
  ///
  /// @throws SegmentReadException when they cannot be
  synchronized OpenBlock open() {
    OpenBlock block = open;
    if (block == null) {
      if (closed) {
        throw new SegmentReadException(directory + " is closed");
      }
      try {
        block = files.open(directory);
      } catch (IOException e) {
        throw new SegmentReadException("block cannot be opened: " + e.getMessage(), e);
      }
      if (block.segments().size() != segments.size()) {
        throw new SegmentReadException(
            directory
                + " has "
                + block.segments().size()
                + " row groups where the manifest names "
                + segments.size());
      }
      open = block;
    }
    return block;
  }

  /// Closes the files; there must be no readers.
  synchronized void close() throws IOException {
    closed = true;
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
