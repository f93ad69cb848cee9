package dev.clew.store.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/// Compresses pages with zstd into an array that is used again. Not thread-safe.
final class PageCompressor implements AutoCloseable {
  private static final int LEVEL = 1;

  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
  private byte[] output = new byte[1 << 16];

  /// Compresses and returns the length; the bytes are in {@link #output()}.
  int compress(byte[] input, int offset, int length) {
    long bound = Zstd.compressBound(length);
    if (bound > Integer.MAX_VALUE - 16) {
      throw new IllegalStateException("page of " + length + " bytes is too long to compress");
    }
    if (output.length < bound) {
      output = new byte[(int) bound];
    }
    return context.compressByteArray(output, 0, output.length, input, offset, length);
  }

  byte[] output() {
    return output;
  }

  @Override
  public void close() {
    context.close();
  }
}
