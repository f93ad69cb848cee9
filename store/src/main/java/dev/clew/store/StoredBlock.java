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
  private final DamagedBlocks damaged;
  private final List<Segment> segments;
  private @Nullable OpenBlock open;
  private boolean closed;

  /// @param damaged is told of the block when it cannot be read
  StoredBlock(BlockEntry entry, Path directory, BlockFiles files, DamagedBlocks damaged) {
    this.entry = entry;
    this.directory = directory;
    this.files = files;
    this.damaged = damaged;
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
        throw suspected(new SegmentReadException("block cannot be opened: " + e.getMessage(), e));
      }
      if (block.segments().size() != segments.size()) {
        throw suspected(otherCount(directory, block.segments().size(), segments.size()));
      }
      open = block;
    }
    return block;
  }

  static SegmentReadException otherCount(Path directory, int there, int named) {
    return new SegmentReadException(
        directory + " has " + there + " row groups where the manifest names " + named);
  }

  /// False is certain.
  ///
  /// @throws SegmentReadException when it cannot be told
  boolean mayContainTrace(long traceIdHigh, long traceIdLow) {
    try {
      return open().mayContainTrace(traceIdHigh, traceIdLow);
    } catch (SegmentReadException e) {
      throw suspected(e);
    }
  }

  /// As {@link OpenBlock#splitTraces()}.
  ///
  /// @throws SegmentReadException when they cannot be read
  long[] splitTraces() {
    try {
      return open().splitTraces();
    } catch (SegmentReadException e) {
      throw suspected(e);
    }
  }

  /// Has the block looked at, since something of it could not be read.
  ///
  /// @return the failure, to be thrown
  SegmentReadException suspected(SegmentReadException failure) {
    damaged.suspect(this, failure);
    return failure;
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
