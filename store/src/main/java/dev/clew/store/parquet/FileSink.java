package dev.clew.store.parquet;

import dev.clew.store.disk.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// A file being written through a buffer that is handed on whenever it holds enough.
final class FileSink {
  private static final int ENOUGH = 1 << 20;

  private final WritableFile file;
  private final ByteSink buffer = new ByteSink();
  private final CRC32C tailChecksum = new CRC32C();
  private long flushed;

  FileSink(WritableFile file) {
    this.file = file;
  }

  ByteSink buffer() {
    return buffer;
  }

  long position() {
    return flushed + buffer.size();
  }

  void flushIfFull() throws IOException {
    if (buffer.size() >= ENOUGH) {
      flush();
    }
  }

  void flush() throws IOException {
    file.write(ByteBuffer.wrap(buffer.array(), 0, buffer.size()));
    flushed += buffer.size();
    buffer.clear();
  }

  /// Hands on the buffer's bytes, which are all of the tail, and returns their CRC-32C.
  int flushTail() throws IOException {
    tailChecksum.update(buffer.array(), 0, buffer.size());
    flush();
    return (int) tailChecksum.getValue();
  }
}
