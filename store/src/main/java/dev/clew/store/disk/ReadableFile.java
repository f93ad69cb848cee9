package dev.clew.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A file being read, by any number of threads at once.
public interface ReadableFile extends Closeable {
  long size() throws IOException;

  /// Fills the buffer from an offset on.
  ///
  /// @throws java.io.EOFException where the file ends before
  void read(long offset, ByteBuffer into) throws IOException;
}
