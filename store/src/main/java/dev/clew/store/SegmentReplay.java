package dev.clew.store;

import dev.clew.store.disk.Disk;
import dev.clew.store.disk.WritableFile;
import dev.clew.store.log.LogDamagedException;
import dev.clew.store.log.LogRecord;
import dev.clew.store.log.LogSegmentReader;
import dev.clew.store.log.LogUnreadableException;
import dev.clew.store.log.RecordDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;

/// Brings one log segment back: its good records become a generation again, and the file is written
/// anew from them and synced.
///
/// Writing anew is no luxury. A killed process leaves bytes that were never synced, and where a
/// sync failed before, the kernel may hold the pages for clean that the disk does not have; only
/// bytes written again are sure to reach it. The new file is made aside and renamed over the old
/// one, and what is damaged is copied to the quarantine before.
final class SegmentReplay implements LogSegmentReader.Visitor {
  private static final String ASIDE = ".tmp";

  private final Path file;
  private final Quarantine quarantine;
  private final Problems problems;
  private final TenantSeeds seeds;
  private final RepeatWindow repeats;
  private final Generation generation;
  private final WritableFile copy;
  private final LongConsumer progress;
  private long spans;

  private SegmentReplay(
      Path file,
      StoreContext context,
      Quarantine quarantine,
      TenantSeeds seeds,
      RepeatWindow repeats,
      Generation generation,
      WritableFile copy,
      LongConsumer progress) {
    this.file = file;
    this.quarantine = quarantine;
    problems = context.problems();
    this.seeds = seeds;
    this.repeats = repeats;
    this.generation = generation;
    this.copy = copy;
    this.progress = progress;
  }

  /// Replays a segment into a generation that is empty.
  ///
  /// @param progress is told the offset that was reached
  /// @return how many spans came back
  static long replay(
      Path file,
      StoreContext context,
      Quarantine quarantine,
      TenantSeeds seeds,
      RepeatWindow repeats,
      Generation generation,
      LongConsumer progress)
      throws IOException {
    Disk disk = context.options().disk();
    Path aside = file.resolveSibling(file.getFileName() + ASIDE);
    disk.delete(aside);
    SegmentReplay replay;
    LogUnreadableException unreadable = null;
    try (WritableFile copy = disk.create(aside)) {
      replay =
          new SegmentReplay(file, context, quarantine, seeds, repeats, generation, copy, progress);
      try (LogSegmentReader reader = LogSegmentReader.open(disk, file)) {
        reader.read(replay);
      } catch (LogUnreadableException e) {
        unreadable = e;
      }
      copy.sync();
    }
    if (unreadable != null) {
      quarantine.move(file, String.valueOf(unreadable.getMessage()), unreadable);
    }
    disk.rename(aside, file);
    return replay.spans;
  }

  @Override
  public void header(byte[] bytes, int from, int length) throws IOException {
    copy.write(ByteBuffer.wrap(bytes, from, length));
  }

  @Override
  public void frame(long offset, byte[] bytes, int from, int payload, int length)
      throws IOException {
    int end = payload + length;
    LogRecord record;
    try {
      record = RecordDecoder.decode(bytes, payload, length, file, offset);
    } catch (LogDamagedException e) {
      quarantine.copy(file, offset, offset + end - from, String.valueOf(e.getMessage()));
      return;
    }
    if (!Tenants.isValid(record.tenant())) {
      String reason = "a record of tenant '" + record.tenant() + "'";
      quarantine.copy(file, offset, offset + end - from, reason);
      return;
    }
    copy.write(ByteBuffer.wrap(bytes, from, end - from));
    long seed = seeds.seed(record.tenant());
    boolean[] marks = repeats.insert(RepeatWindow.Keys.of(record.batch(), seed));
    generation.append(record.tenant(), record.batch(), marks, record.arrivalNanos());
    spans += record.batch().size() - RepeatWindow.count(marks);
    progress.accept(offset + end - from);
  }

  @Override
  public void damaged(long from, long to) throws IOException {
    quarantine.copy(file, from, to, "no record with the right checksum");
  }

  @Override
  public void torn(long from, long to) {
    problems.report(
        String.format(
            Locale.ROOT,
            "%s ends in an incomplete write at offset %d: its last %d bytes are cut off",
            file,
            from,
            to - from));
  }
}
