package dev.clew.store;

import dev.clew.store.block.SplitProbe;
import dev.clew.store.manifest.BlockEntry;
import dev.clew.store.segment.Segment;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// How the files of a block are written and read. What the store does with blocks does not depend
/// on it, and is tested with files of a few bytes as well.
interface BlockFiles {
  /// Writes a block from some spans of a segment, synced with its directory when this returns.
  ///
  /// @param directory is made; nothing of that name is there
  /// @param draft the entry of the block but for bytes, segments and services
  /// @param spanRows rows of the source, each once, at least one
  /// @return the whole entry
  BlockEntry write(
      Path directory, BlockEntry draft, Segment source, int[] spanRows, SplitProbe probe)
      throws IOException;

  /// Opens a block.
  ///
  /// @throws IOException when a file is missing or damaged; names it
  OpenBlock open(Path directory) throws IOException;

  /// Reads all of a block from its files.
  ///
  /// @param segments how many row groups it has
  /// @throws IOException as {@link #open}
  /// @throws dev.clew.store.segment.SegmentReadException when something of it cannot be read
  void check(Path directory, int segments) throws IOException;

  /// Makes a write that is under way on another thread fail soon, and every later one at once.
  void stopWriting();

  /// The files of a block, ready to be read by any number of threads.
  interface OpenBlock extends Closeable {
    /// The row groups in order; no trace is in two of them.
    List<? extends Segment> segments();

    /// False is certain.
    boolean mayContainTrace(long traceIdHigh, long traceIdLow);

    /// The traces of which, when the block was written, there were or may have been pieces
    /// elsewhere: the halves of their ids one after the other.
    long[] splitTraces();
  }
}
