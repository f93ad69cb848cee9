package dev.clew.server.otlp;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// How a body is compressed, by the names of HTTP's `Content-Encoding` and gRPC's `grpc-encoding`.
enum ContentCoding {
  IDENTITY,
  GZIP,
  /// The zlib format, as HTTP defines it, or raw deflate, as some clients send it.
  DEFLATE,
  ZSTD;

  /// The largest window, as a power of two, that a zstd frame may ask for: 64 MiB.
  private static final int ZSTD_WINDOW_LOG = 26;

  private static final int FIRST_CAPACITY = 64 * 1024;

  /// What is said of a coding that is not known.
  static final String KNOWN = "gzip, zstd, deflate and identity";

  /// The coding with a name, null where it is not known; none is {@link #IDENTITY}.
  static @Nullable ContentCoding named(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return IDENTITY;
    }
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "identity", "none" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "deflate", "zlib" -> DEFLATE;
      case "zstd" -> ZSTD;
      default -> null;
    };
  }

  /// Decompresses a body, as far as the limit and memory allow; reads no further than that.
  ///
  /// @param limit the most bytes that may come out
  /// @throws RefusedException when the body is damaged, too large, or memory is short
  ByteRange decode(
      ByteRange body, int limit, InFlightBytes inFlight, InFlightBytes.Reservation reservation)
      throws RefusedException {
    if (this == IDENTITY) {
      return body;
    }
    byte[] out = new byte[0];
    int length = 0;
    try (InputStream in = open(body)) {
      while (true) {
        if (length == out.length) {
          if (length == limit) {
            if (in.read() < 0) {
              return new ByteRange(out, 0, length);
            }
            throw RefusedException.tooLarge("the decompressed body", limit);
          }
          int capacity = capacity(body, length, limit);
          if (!reservation.add((long) capacity - length)) {
            throw RefusedException.overloaded(inFlight);
          }
          out = Arrays.copyOf(out, capacity);
        }
        int read = in.read(out, length, out.length - length);
        if (read < 0) {
          return new ByteRange(out, 0, length);
        }
        length += read;
      }
    } catch (IOException e) {
      throw new RefusedException(
          Refusal.MALFORMED,
          "the body is not "
              + name().toLowerCase(Locale.ROOT)
              + ", or cut short after "
              + length
              + " decompressed bytes: "
              + e.getMessage());
    }
  }

  private static int capacity(ByteRange body, int length, int limit) {
    long wanted = length == 0 ? Math.max(FIRST_CAPACITY, 6L * body.length()) : 2L * length;
    return (int) Math.min(limit, wanted);
  }

  private InputStream open(ByteRange body) throws IOException {
    InputStream in = new ByteArrayInputStream(body.array(), body.offset(), body.length());
    return switch (this) {
      case IDENTITY -> in;
      case GZIP -> new GZIPInputStream(in, 8192);
      case DEFLATE -> new InflateStream(in, new Inflater(!hasZlibHeader(body)));
      case ZSTD -> new ZstdInputStreamNoFinalizer(in).setLongMax(ZSTD_WINDOW_LOG);
    };
  }

  /// RFC 1950: method 8 in the low four bits, and the first two bytes a multiple of 31.
  private static boolean hasZlibHeader(ByteRange body) {
    if (body.length() < 2) {
      return true;
    }
    int first = body.array()[body.offset()] & 0xFF;
    int second = body.array()[body.offset() + 1] & 0xFF;
    return (first & 0x0F) == 8 && (first * 256 + second) % 31 == 0;
  }

  /// Frees the inflater's native memory, which the stream does only for one of its own making.
  private static final class InflateStream extends InflaterInputStream {
    InflateStream(InputStream in, Inflater inflater) {
      super(in, inflater, 8192);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
