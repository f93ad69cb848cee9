package dev.clew.server.cli.otlpfile;

import dev.clew.server.cli.otlpfile.ProtobufPieces.Framing;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A file of OTLP traces. What it holds is told by its first bytes, not by its name:
///
/// - JSON, when an object begins: objects of `ExportTraceServiceRequest` or `TracesData`, one a
///   line or one over many lines;
/// - protobuf, one message, when it begins with a field `resource_spans`;
/// - protobuf messages, each after its length as a varint or as four bytes, big-endian;
/// - any of these compressed by gzip.
///
/// It is read once, and no more of it is in memory than a few pieces.
public final class OtlpFile implements AutoCloseable {
  private static final int LOOK_AHEAD = 32;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final CountingStream raw;
  private final InputStream in;
  private final PieceSource pieces;

  private OtlpFile(CountingStream raw, InputStream in, PieceSource pieces) {
    this.raw = raw;
    this.in = in;
    this.pieces = pieces;
  }

  /// Opens a file and looks at its first bytes.
  ///
  /// @throws IOException when it cannot be read or holds nothing of the kind; the message is for
  /// people
  public static OtlpFile open(Path path, Problems problems) throws IOException {
    CountingStream raw = new CountingStream(Files.newInputStream(path));
    try {
      InputStream in = new BufferedInputStream(raw, BUFFER_BYTES);
      byte[] start = peek(in);
      if (start.length > 2 && (start[0] & 0xFF) == 0x1F && (start[1] & 0xFF) == 0x8B) {
        in = new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES);
        start = peek(in);
      }
      return new OtlpFile(raw, in, pieces(in, start, path.toString(), problems));
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /// The next piece; null at the end.
  @Nullable Piece next() throws IOException {
    return pieces.next();
  }

  /// How many bytes of the file, as it lies on disk, have been read.
  public long bytesRead() {
    return raw.count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static byte[] peek(InputStream in) throws IOException {
    in.mark(LOOK_AHEAD);
    byte[] start = in.readNBytes(LOOK_AHEAD);
    in.reset();
    return start;
  }

  private static PieceSource pieces(InputStream in, byte[] start, String file, Problems problems)
      throws IOException {
    if (isJson(start)) {
      return new JsonPieces(in, file, problems);
    }
    if (isMessage(start, 0, Long.MAX_VALUE)) {
      return new ProtobufPieces(in, Framing.NONE, file, problems);
    }
    // Varints first: the four bytes before a message begin with zero unless it has 16 MiB or more.
    Varint length = Varint.at(start, 0);
    if (length != null && isMessage(start, length.next, length.value)) {
      return new ProtobufPieces(in, Framing.VARINT, file, problems);
    }
    if (start.length > 4) {
      long size = (start[0] & 0xFFL) << 24 | (start[1] & 0xFF) << 16 | (start[2] & 0xFF) << 8;
      if (isMessage(start, 4, size | (start[3] & 0xFF))) {
        return new ProtobufPieces(in, Framing.FIXED32, file, problems);
      }
    }
    if (length != null && length.value == 0) {
      return new ProtobufPieces(in, Framing.VARINT, file, problems);
    }
    throw new IOException("holds neither OTLP JSON nor OTLP protobuf, nor either of them in gzip");
  }

  /// Whether the bytes begin as a JSON object does: a brace, and then a key or the closing brace.
  private static boolean isJson(byte[] start) {
    int at = 0;
    if (start.length > 3 && (start[0] & 0xFF) == 0xEF && (start[1] & 0xFF) == 0xBB) {
      at = 3;
    }
    at = afterBlanks(start, at);
    if (at == start.length) {
      return true;
    }
    if (start[at] != '{') {
      return false;
    }
    int key = afterBlanks(start, at + 1);
    return key == start.length || start[key] == '"' || start[key] == '}';
  }

  private static int afterBlanks(byte[] start, int from) {
    int at = from;
    while (at < start.length && (start[at] == ' ' || (start[at] >= '\t' && start[at] <= '\r'))) {
      at++;
    }
    return at;
  }

  /// Whether a message of so many bytes may begin there: field 1, a message whose first field is
  /// one of `ResourceSpans`: 1, 2, 3 or the old 1000.
  private static boolean isMessage(byte[] start, int at, long size) {
    if (at >= start.length || start[at] != 0x0A) {
      return false;
    }
    Varint length = Varint.at(start, at + 1);
    if (length == null || length.value > size - (length.next - at)) {
      return false;
    }
    Varint tag = Varint.at(start, length.next);
    return length.value == 0
        || (tag != null
            && (tag.value == 0x0A
                || tag.value == 0x12
                || tag.value == 0x1A
                || tag.value == (1000 << 3 | 2)));
  }

  /// A number in protobuf's variable length.
  ///
  /// @param next where the next byte stands
  private record Varint(long value, int next) {
    static @Nullable Varint at(byte[] bytes, int from) {
      long value = 0;
      for (int at = from; at < bytes.length && at < from + 9; at++) {
        value |= (long) (bytes[at] & 0x7F) << (7 * (at - from));
        if (bytes[at] >= 0) {
          return new Varint(value, at + 1);
        }
      }
      return null;
    }
  }

  /// Counts what passes.
  private static final class CountingStream extends FilterInputStream {
    private long count;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
