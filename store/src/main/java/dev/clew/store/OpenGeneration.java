package dev.clew.store;

import dev.clew.store.log.EncodedRecord;
import dev.clew.store.log.LogSegmentWriter;
import dev.clew.store.log.LogWriteException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The generation that appends go to, with its log segment. For the appending thread, but for
/// {@link #syncIfDirty()}.
final class OpenGeneration {
  private final Generation generation;
  private final LogSegmentWriter log;
  private final StoreOptions options;
  private final long openedMillis;
  private boolean entrySynced;

  /// Whether something was written since the last sync began.
  private volatile boolean dirty = true;

  /// Set where the log segment can no longer be trusted to take or keep what is written.
  private volatile boolean failed;

  private OpenGeneration(Generation generation, LogSegmentWriter log, StoreOptions options) {
    this.generation = generation;
    this.log = log;
    this.options = options;
    openedMillis = options.clock().millis();
  }

  /// Opens a generation: makes its log segment.
  ///
  /// @param logFolder exists
  static OpenGeneration open(
      long number, int expectedSpans, Path logFolder, long salt, StoreOptions options)
      throws IOException {
    LogSegmentWriter log = LogSegmentWriter.create(options.disk(), logFolder, number, salt);
    return new OpenGeneration(new Generation(number, expectedSpans), log, options);
  }

  Generation generation() {
    return generation;
  }

  long logBytes() {
    return log.length();
  }

  /// Writes the records of a group to the log and, where each acknowledgement waits for it, syncs.
  ///
  /// @throws IOException when none of the group may be acknowledged
  void write(List<PendingAppend> group) throws IOException {
    List<EncodedRecord> records =
        group.stream()
            .filter(append -> append.repeatCount < append.batch.size())
            .map(append -> append.record)
            .toList();
    try {
      if (!records.isEmpty()) {
        log.write(records);
        dirty = true;
      }
    } catch (LogWriteException e) {
      failed |= !e.cut();
      throw e;
    }
    if (options.fsync() instanceof FsyncPolicy.Always) {
      syncIfDirty();
    }
  }

  /// Syncs where something was written since the last time. May be called beside a write.
  void syncIfDirty() throws IOException {
    if (dirty) {
      sync();
    }
  }

  /// Whether the generation is to be closed: it is large or old enough, or its log failed.
  boolean isDue() {
    return failed || isFull() || age() >= options.generationAge().toMillis();
  }

  /// Whether the generation may take no more, even if it cannot be closed yet.
  boolean isFull() {
    return log.length() >= options.generationLogBytes()
        || generation.bytes() >= options.generationArenaBytes();
  }

  /// Ends the generation: no more is to be appended.
  void fail() {
    failed = true;
  }

  boolean failed() {
    return failed;
  }

  /// Milliseconds since it was opened.
  long age() {
    return options.clock().millis() - openedMillis;
  }

  /// Ends the log segment, synced as the policy wants.
  void close() throws IOException {
    try {
      if (!(options.fsync() instanceof FsyncPolicy.Never)) {
        syncIfDirty();
      }
    } finally {
      log.close();
    }
  }

  private synchronized void sync() throws IOException {
    dirty = false;
    try {
      log.sync();
      if (!entrySynced) {
        Path folder = log.path().getParent();
        if (folder != null) {
          options.disk().syncDirectory(folder);
        }
        entrySynced = true;
      }
    } catch (IOException e) {
      failed = true;
      throw new IOException("syncing " + log.path() + " failed: " + e.getMessage(), e);
    }
  }
}
