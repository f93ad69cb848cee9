package dev.clew.store.log;

import dev.clew.store.disk.Disk;
import dev.clew.store.disk.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// A segment file being written: records are gathered and go to the file in one write.
///
/// {@link #sync()} may be called beside the other methods; those are for one thread.
public final class LogSegmentWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 256 << 10;

  private final Path path;
  private final WritableFile file;
  private final long salt;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final Object syncing = new Object();

  /// Length of what was written in full, up to which a failed write is cut.
  private long length;

  private boolean closed;

  private LogSegmentWriter(Path path, WritableFile file, long salt) {
    this.path = path;
    this.file = file;
    this.salt = salt;
  }

  /// Makes the segment file with a number. Its directory entry is not synced.
  ///
  /// @param salt random and the same for all segments of one process, see `docs/format.md`
  public static LogSegmentWriter create(Disk disk, Path directory, long number, long salt)
      throws IOException {
    Path path = LogDirectory.segment(directory, number);
    WritableFile file = disk.create(path);
    LogSegmentWriter writer = new LogSegmentWriter(path, file, salt);
    try {
      file.write(ByteBuffer.wrap(LogFormat.header(number, salt)));
    } catch (IOException e) {
      try {
        file.close();
        disk.delete(path);
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
    writer.length = LogFormat.FIRST_FRAME;
    return writer;
  }

  public Path path() {
    return path;
  }

  /// Bytes of the file that count.
  public long length() {
    return length;
  }

  /// Writes records, all or none: after a failure the file is cut to where it was.
  ///
  /// @throws LogWriteException when the write failed; says whether the segment can go on
  public void write(Iterable<EncodedRecord> records) throws LogWriteException {
    long before = length;
    try {
      long after = before;
      buffer.clear();
      for (EncodedRecord record : records) {
        after += put(record.payload());
      }
      drain();
      length = after;
    } catch (IOException e) {
      boolean cut = true;
      try {
        file.truncate(before);
      } catch (IOException suppressed) {
        cut = false;
        e.addSuppressed(suppressed);
      }
      throw new LogWriteException(path, before, cut, e);
    }
  }

  /// Makes all that was written survive the end of power.
  public void sync() throws IOException {
    synchronized (syncing) {
      if (!closed) {
        file.sync();
      }
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (syncing) {
      if (!closed) {
        closed = true;
        file.close();
      }
    }
  }

  private long put(byte[] payload) throws IOException {
    if (buffer.remaining() < LogFormat.FRAME_HEADER_BYTES) {
      drain();
    }
    buffer
        .putInt(LogFormat.FRAME_MARKER)
        .putInt(payload.length)
        .putInt(LogFormat.frameChecksum(salt, payload, 0, payload.length));
    int from = 0;
    while (from < payload.length) {
      if (!buffer.hasRemaining()) {
        drain();
      }
      int count = Math.min(buffer.remaining(), payload.length - from);
      buffer.put(payload, from, count);
      from += count;
    }
    return (long) LogFormat.FRAME_HEADER_BYTES + payload.length;
  }

  private void drain() throws IOException {
    buffer.flip();
    if (buffer.hasRemaining()) {
      file.write(buffer);
    }
    buffer.clear();
  }
}
