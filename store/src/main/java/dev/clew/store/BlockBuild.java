package dev.clew.store;

import dev.clew.store.block.SplitProbe;
import dev.clew.store.disk.Disk;
import dev.clew.store.live.Arena;
import dev.clew.store.manifest.BlockEntry;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentReadException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Writes the blocks of one closed generation: one for each tenant, and one more for its strays,
/// which are spans more than 24 hours from the generation's arrival. So one span from 1970 spoils
/// the time range of no block but its own.
final class BlockBuild {
  private static final long STRAY_NANOS = Duration.ofHours(24).toNanos();

  private final StoreContext context;
  private final BlockFiles files;
  private final Generation generation;
  private final StoreView view;
  private final List<BlockEntry> entries = new ArrayList<>();
  private final List<Path> directories = new ArrayList<>();
  private long nextId;

  /// @param firstId of the ids that the blocks get
  BlockBuild(StoreContext context, BlockFiles files, Generation generation, long firstId) {
    this.context = context;
    this.files = files;
    this.generation = generation;
    view = context.views().current();
    nextId = firstId;
  }

  /// Writes all blocks and syncs them, down to their names.
  ///
  /// @return their entries, in ascending order of id
  List<BlockEntry> write() throws IOException {
    for (Map.Entry<String, Arena> arena : generation.arenas().entrySet()) {
      Segment segment = arena.getValue().snapshot();
      if (segment.spanCount() > 0) {
        write(arena.getKey(), segment);
      }
    }
    if (!entries.isEmpty()) {
      context.options().disk().syncDirectory(context.folder().blocks());
    }
    return entries;
  }

  /// Deletes what a build that failed has left, as far as the disk lets.
  void discard() {
    for (Path directory : directories) {
      try {
        BlockGarbage.delete(context.options().disk(), directory);
      } catch (IOException e) {
        context.problems().report("deleting " + directory + " failed: " + e.getMessage(), e);
      }
    }
  }

  /// The id after all that were given out.
  long nextId() {
    return nextId;
  }

  private void write(String tenant, Segment segment) throws IOException {
    Path parent = context.folder().blocks().resolve(tenant);
    Disk disk = context.options().disk();
    disk.createDirectories(parent);
    boolean[] strays = strays(segment);
    boolean[] strayTraces = new boolean[segment.traceCount()];
    boolean[] otherTraces = new boolean[segment.traceCount()];
    for (int row = 0; row < strays.length; row++) {
      (strays[row] ? strayTraces : otherTraces)[segment.trace(row)] = true;
    }
    write(tenant, segment, rows(strays, false), strayTraces);
    write(tenant, segment, rows(strays, true), otherTraces);
    disk.syncDirectory(parent);
  }

  /// @param sibling of each trace of the segment whether it has rows in the generation's other
  /// block
  private void write(String tenant, Segment segment, int[] rows, boolean[] sibling)
      throws IOException {
    if (rows.length == 0) {
      return;
    }
    BlockEntry draft =
        new BlockEntry(
            nextId++,
            tenant,
            generation.number(),
            generation.firstArrivalNanos(),
            generation.lastArrivalNanos(),
            0,
            0,
            List.of(),
            List.of());
    Path directory = draft.directory(context.folder().blocks());
    directories.add(directory);
    SplitProbe probe =
        (high, low) ->
            sibling[segment.findTrace(high, low)]
                || isInOtherGeneration(tenant, high, low)
                || isInBlock(tenant, high, low);
    entries.add(files.write(directory, draft, segment, rows, probe));
  }

  private boolean isInOtherGeneration(String tenant, long high, long low) {
    for (Generation other : context.views().current().generations()) {
      if (other != generation && other.containsTrace(tenant, high, low)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInBlock(String tenant, long high, long low) {
    for (StoredBlock block : view.blocks(tenant).blocks()) {
      try {
        if (block.mayContainTrace(high, low)) {
          return true;
        }
      } catch (SegmentReadException e) {
        context.problems().report(String.valueOf(e.getMessage()), e);
        return true;
      }
    }
    return false;
  }

  private boolean[] strays(Segment segment) {
    long earliest = generation.firstArrivalNanos() - STRAY_NANOS;
    long latest = generation.lastArrivalNanos() + STRAY_NANOS;
    ColumnValues starts = segment.column(Field.START).values();
    boolean[] strays = new boolean[segment.spanCount()];
    for (int i = 0; i < starts.count(); i++) {
      long start = starts.word(i);
      strays[starts.row(i)] = start < earliest || start > latest;
    }
    return strays;
  }

  private static int[] rows(boolean[] strays, boolean wanted) {
    int[] rows = new int[strays.length];
    int count = 0;
    for (int row = 0; row < strays.length; row++) {
      if (strays[row] == wanted) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }
}
