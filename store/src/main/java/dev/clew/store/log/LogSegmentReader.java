package dev.clew.store.log;

import dev.clew.store.disk.Disk;
import dev.clew.store.disk.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Reads a segment file from its beginning to its end, past whatever damage it has.
///
/// A frame is good when its checksum is. After a bad one the next good frame is searched for; if
/// there is one, the bytes between are damaged, and if there is none, they are a torn tail.
public final class LogSegmentReader implements AutoCloseable {
  private static final int WINDOW_BYTES = 1 << 20;

  private final Path path;
  private final ReadableFile file;
  private final long size;

  private byte[] window = new byte[0];
  private long windowOffset;
  private int windowLength;
  private long salt;

  private LogSegmentReader(Path path, ReadableFile file) throws IOException {
    this.path = path;
    this.file = file;
    size = file.size();
  }

  public static LogSegmentReader open(Disk disk, Path path) throws IOException {
    return new LogSegmentReader(path, disk.open(path));
  }

  /// Length of the file in bytes.
  public long size() {
    return size;
  }

  /// Reads the file once.
  ///
  /// @throws LogUnreadableException when the disk fails; what the visitor heard before is sound
  /// @throws IOException when the visitor throws it
  public void read(Visitor visitor) throws IOException {
    if (!readHeader(visitor)) {
      return;
    }
    long at = LogFormat.FIRST_FRAME;
    while (at < size) {
      int payload = payloadOfGoodFrame(at);
      if (payload >= 0) {
        int from = load(at, LogFormat.FRAME_HEADER_BYTES + payload);
        int start = from + LogFormat.FRAME_HEADER_BYTES;
        visitor.frame(at, window, from, start, payload);
        at += LogFormat.FRAME_HEADER_BYTES + payload;
      } else {
        long next = nextGoodFrame(at + 1);
        if (next < 0) {
          visitor.torn(at, size);
          return;
        }
        visitor.damaged(at, next);
        at = next;
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private boolean readHeader(Visitor visitor) throws IOException {
    for (int copy = 0; copy < 2 && (copy + 1L) * LogFormat.HEADER_BYTES <= size; copy++) {
      int from = load((long) copy * LogFormat.HEADER_BYTES, LogFormat.HEADER_BYTES);
      int stored = (int) LogFormat.INT.get(window, from + LogFormat.HEADER_BYTES - 4);
      if (stored == LogFormat.checksum(window, from, LogFormat.HEADER_BYTES - 4)
          && (long) LogFormat.LONG.get(window, from) == LogFormat.SEGMENT_MAGIC
          && (int) LogFormat.INT.get(window, from + 8) == LogFormat.SEGMENT_VERSION) {
        salt = (long) LogFormat.LONG.get(window, from + 20);
        long number = (long) LogFormat.LONG.get(window, from + 12);
        byte[] header = LogFormat.header(number, salt);
        visitor.header(header, 0, header.length);
        return true;
      }
    }
    if (size <= LogFormat.FIRST_FRAME) {
      visitor.torn(0, size);
    } else {
      visitor.damaged(0, size);
    }
    return false;
  }

  private long nextGoodFrame(long from) throws IOException {
    for (long at = from; at + LogFormat.FRAME_HEADER_BYTES <= size; at++) {
      int index = load(at, LogFormat.FRAME_HEADER_BYTES);
      if (window[index] == (byte) LogFormat.FRAME_MARKER && payloadOfGoodFrame(at) >= 0) {
        return at;
      }
    }
    return -1;
  }

  /// The length of the payload of the frame at an offset, or -1 where no good frame is.
  private int payloadOfGoodFrame(long at) throws IOException {
    if (at + LogFormat.FRAME_HEADER_BYTES > size) {
      return -1;
    }
    int head = load(at, LogFormat.FRAME_HEADER_BYTES);
    int marker = (int) LogFormat.INT.get(window, head);
    int length = (int) LogFormat.INT.get(window, head + 4);
    int checksum = (int) LogFormat.INT.get(window, head + 8);
    if (marker != LogFormat.FRAME_MARKER
        || length < 0
        || length > LogFormat.MAX_PAYLOAD_BYTES
        || length > size - at - LogFormat.FRAME_HEADER_BYTES) {
      return -1;
    }
    int from = load(at, LogFormat.FRAME_HEADER_BYTES + length) + LogFormat.FRAME_HEADER_BYTES;
    return LogFormat.frameChecksum(salt, window, from, length) == checksum ? length : -1;
  }

  /// Makes sure that the window holds some bytes of the file.
  ///
  /// @return where in the window they begin
  private int load(long offset, int length) throws IOException {
    if (offset < windowOffset || offset + length > windowOffset + windowLength) {
      int wanted = (int) Math.min(Math.max(length, WINDOW_BYTES), size - offset);
      if (window.length < wanted) {
        window = new byte[wanted];
      }
      windowLength = 0;
      try {
        file.read(offset, ByteBuffer.wrap(window, 0, wanted));
      } catch (IOException e) {
        throw new LogUnreadableException(path, offset, e);
      }
      windowOffset = offset;
      windowLength = wanted;
    }
    return (int) (offset - windowOffset);
  }

  /// Is told what a segment file holds, in order of offset.
  public interface Visitor {
    /// The head of the file, mended where one of its copies was damaged; not called where both are.
    void header(byte[] bytes, int from, int length) throws IOException;

    /// A frame with the right checksum. The bytes are those of the reader and change after the
    /// call.
    ///
    /// @param offset of the frame in the file
    /// @param from where the frame begins in `bytes`
    /// @param payload where its payload begins in `bytes`
    /// @param length of the payload
    void frame(long offset, byte[] bytes, int from, int payload, int length) throws IOException;

    /// Bytes that are no frame and have frames after them.
    void damaged(long from, long to) throws IOException;

    /// Bytes at the end of the file that are no frame: a write that was not completed.
    void torn(long from, long to) throws IOException;
  }
}
