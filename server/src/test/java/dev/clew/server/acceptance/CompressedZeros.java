package dev.clew.server.acceptance;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Decompression bombs: small bodies that grow to any number of zero bytes.
final class CompressedZeros {
  private static final byte[] ZEROS = new byte[1 << 20];

  private CompressedZeros() {}

  /// @param prefix what comes before the zeros
  /// @param mebibytes how many zeros, in MiB
  static byte[] of(String encoding, byte[] prefix, int mebibytes) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (OutputStream compressing = compressing(encoding, body)) {
      compressing.write(prefix);
      for (int i = 0; i < mebibytes; i++) {
        compressing.write(ZEROS);
      }
    }
    return body.toByteArray();
  }

  static OutputStream compressing(String encoding, OutputStream out) throws IOException {
    return switch (encoding) {
      case "gzip" -> new GZIPOutputStream(out);
      case "deflate" -> new DeflaterOutputStream(out);
      case "zstd" -> new ZstdOutputStream(out);
      default -> throw new IllegalArgumentException(encoding);
    };
  }
}
