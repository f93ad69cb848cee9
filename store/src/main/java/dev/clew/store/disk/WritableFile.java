package dev.clew.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A file being written at its end. Not thread-safe, but for {@link #sync()}, which may run beside
/// a write and then covers at least what was written before it began.
public interface WritableFile extends Closeable {
  /// Writes all remaining bytes. After a failure any part of them may be in the file.
  void write(ByteBuffer bytes) throws IOException;

  /// Makes what was written so far survive the end of power. After a failure it is unknown what of
  /// it does, and calling again proves nothing.
  void sync() throws IOException;

  /// Cuts the file to a length, from where writing goes on.
  void truncate(long length) throws IOException;

  /// The length in bytes.
  long size() throws IOException;
}
