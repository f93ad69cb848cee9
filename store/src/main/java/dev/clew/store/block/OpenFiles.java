package dev.clew.store.block;

import dev.clew.store.disk.ReadableFile;
import dev.clew.store.parquet.ParquetFile;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.SegmentReadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The files that one reading has open, and the overflow columns that it has read: a reading wants
/// the same rows of all attributes of a scope. Small reads fetch what follows too, since columns
/// are read in the order of the file and most are small. Not thread-safe.
final class OpenFiles implements AutoCloseable {
  private final Map<Path, ReadableFile> files = new HashMap<>();
  private final Map<AttributeScope, OverflowValues> overflow = new EnumMap<>(AttributeScope.class);

  ReadableFile of(ParquetFile parquet) {
    return files.computeIfAbsent(
        parquet.path(), _ -> new ReadAhead(parquet.openFile(), parquet.tailOffset()));
  }

  /// What the overflow column of a scope holds in the rows that are wanted.
  OverflowValues overflow(AttributeScope scope, Supplier<OverflowValues> read) {
    return overflow.computeIfAbsent(scope, _ -> read.get());
  }

  @Override
  public void close() {
    for (Map.Entry<Path, ReadableFile> file : files.entrySet()) {
      try {
        file.getValue().close();
      } catch (IOException e) {
        throw new SegmentReadException("cannot close " + file.getKey(), e);
      }
    }
  }

  private static final class ReadAhead implements ReadableFile {
    private static final int WINDOW = 1 << 16;

    private final ReadableFile file;
    private final long end;
    private final byte[] window = new byte[WINDOW];
    private long windowFrom;
    private int windowLength;

    /// @param end of what is read through this
    ReadAhead(ReadableFile file, long end) {
      this.file = file;
      this.end = end;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
      int length = into.remaining();
      if (length > WINDOW / 2) {
        file.read(offset, into);
        return;
      }
      if (offset < windowFrom || offset + length > windowFrom + windowLength) {
        int wanted = Math.clamp(end - offset, length, WINDOW);
        windowLength = 0;
        file.read(offset, ByteBuffer.wrap(window, 0, wanted));
        windowFrom = offset;
        windowLength = wanted;
      }
      into.put(window, (int) (offset - windowFrom), length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
