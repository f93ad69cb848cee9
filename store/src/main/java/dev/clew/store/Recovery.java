package dev.clew.store;

import dev.clew.model.SpanBatch;
import dev.clew.store.disk.Disk;
import dev.clew.store.disk.ReadableFile;
import dev.clew.store.log.LogDirectory;
import dev.clew.store.manifest.BlockEntry;
import dev.clew.store.manifest.Manifest;
import dev.clew.store.manifest.ManifestLog;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentReadException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;

/// Opens what an earlier process left: replays every log segment from the manifest's replay point
/// on, each into a closed generation of its own, with doors closed. Damage is put aside and named;
/// it never keeps the store from opening.
final class Recovery {
  private static final int READ_ROWS = 1 << 16;

  private final StoreContext context;
  private final Disk disk;
  private final Quarantine quarantine;
  private final TenantSeeds seeds;
  private final RepeatWindow repeats;

  Recovery(StoreContext context, Quarantine quarantine, TenantSeeds seeds, RepeatWindow repeats) {
    this.context = context;
    disk = context.options().disk();
    this.quarantine = quarantine;
    this.seeds = seeds;
    this.repeats = repeats;
  }

  /// Takes out of the manifest what is not there any more, and deletes what nobody names.
  ///
  /// @return no block has this id or a higher one
  long settleBlocks() throws IOException {
    ManifestLog manifests = context.manifests();
    Set<Long> missing = new HashSet<>();
    for (BlockEntry block : manifests.current().blocks()) {
      Path directory = block.directory(context.folder().blocks());
      if (!disk.isDirectory(directory)) {
        context.problems().report(directory + " is missing: its spans are lost");
        missing.add(block.id());
      }
    }
    if (!missing.isEmpty()) {
      context.views().commit(manifests.commit(current -> current.without(missing)));
    }
    long next = Math.max(manifests.current().nextBlockId(), manifests.previous().nextBlockId());
    for (Path tenant : disk.list(context.folder().blocks())) {
      for (Path directory : disk.list(tenant)) {
        String name = directory.getFileName().toString();
        if (BlockGarbage.BLOCK_NAME.matcher(name).matches()) {
          next = Math.max(next, Long.parseLong(name, 16) + 1);
        }
      }
    }
    new BlockGarbage(context).sweep();
    return next;
  }

  /// Fills the repeat window with the spans of the newest generation that is in blocks, so that a
  /// retry that comes after the restart is known.
  void rebuildRepeats() {
    StoreView view = context.views().current();
    long newest = view.manifest().replayPoint() - 1;
    for (Map.Entry<String, TenantBlocks> blocks : view.blocks().entrySet()) {
      long seed = seeds.seed(blocks.getKey());
      for (StoredBlock block : blocks.getValue().blocks()) {
        if (block.entry().generation() == newest) {
          insertAll(block, seed);
        }
      }
    }
    repeats.rotate();
  }

  private void insertAll(StoredBlock block, long seed) {
    try {
      for (Segment segment : block.segments()) {
        for (int from = 0; from < segment.spanCount(); from += READ_ROWS) {
          int to = Math.min(from + READ_ROWS, segment.spanCount());
          SpanBatch batch = segment.read(IntStream.range(from, to).toArray());
          var _ = repeats.insert(RepeatWindow.Keys.of(batch, seed));
        }
      }
    } catch (SegmentReadException e) {
      context.problems().report(String.valueOf(e.getMessage()), e);
    }
  }

  /// Replays the log.
  ///
  /// @return the generations that came back, in ascending order of number, all of them closed
  List<Generation> replay(RecoveryListener listener) throws IOException {
    Manifest manifest = context.manifests().current();
    SortedMap<Long, Path> segments =
        LogDirectory.segments(disk, context.folder().log()).tailMap(manifest.replayPoint());
    Progress progress = new Progress(listener, segments);
    List<Generation> generations = new ArrayList<>();
    for (Map.Entry<Long, Path> segment : segments.entrySet()) {
      Generation generation = new Generation(segment.getKey(), 0);
      long spans =
          SegmentReplay.replay(
              segment.getValue(), context, quarantine, seeds, repeats, generation, progress::at);
      context.counters().replayedSpans.add(spans);
      if (segment.getKey().equals(segments.lastKey())) {
        repeats.rotateAtStart();
      } else {
        repeats.rotate();
      }
      generations.add(generation);
      context.views().addGeneration(generation);
      progress.segmentDone();
    }
    if (!segments.isEmpty()) {
      disk.syncDirectory(context.folder().log());
    }
    return generations;
  }

  /// The number after all that any segment or the manifest names.
  long nextGeneration() throws IOException {
    long next = context.manifests().current().replayPoint();
    next = Math.max(next, context.manifests().previous().replayPoint());
    SortedMap<Long, Path> segments = LogDirectory.segments(disk, context.folder().log());
    return segments.isEmpty() ? next : Math.max(next, segments.lastKey() + 1);
  }

  /// Adds up offsets within segments and tells the listener.
  private final class Progress {
    private final RecoveryListener listener;
    private final List<Long> sizes = new ArrayList<>();
    private final long total;
    private int done;
    private long before;

    Progress(RecoveryListener listener, SortedMap<Long, Path> segments) throws IOException {
      this.listener = listener;
      long sum = 0;
      for (Path file : segments.values()) {
        try (ReadableFile segment = disk.open(file)) {
          sizes.add(segment.size());
          sum += segment.size();
        }
      }
      total = sum;
    }

    void at(long offset) {
      listener.replayed(done, sizes.size(), before + offset, total);
    }

    void segmentDone() {
      before += sizes.get(done++);
      at(0);
    }
  }
}
