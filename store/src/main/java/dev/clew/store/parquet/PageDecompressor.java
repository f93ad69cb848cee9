package dev.clew.store.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Decompresses pages with zstd. Making a context takes longer than most pages do, so some are
/// kept; they belong to no thread, since readers are virtual ones. Safe for use by several threads.
final class PageDecompressor {
  private static final int KEPT = 16;

  private static final BlockingQueue<ZstdDecompressCtx> IDLE = new ArrayBlockingQueue<>(KEPT);

  private PageDecompressor() {}

  /// Decompresses a page, with {@link ByteSource#PADDING} after it.
  ///
  /// @param length of the page when decompressed
  /// @throws MalformedPageException where it has another length, or cannot be decompressed
  static byte[] decompress(byte[] bytes, int offset, int size, int length) {
    if (length < 0 || Zstd.getFrameContentSize(bytes, offset, size) != length) {
      throw new MalformedPageException("page of " + length + " bytes that holds others");
    }
    byte[] page = new byte[length + ByteSource.PADDING];
    ZstdDecompressCtx idle = IDLE.poll();
    ZstdDecompressCtx context = idle == null ? new ZstdDecompressCtx() : idle;
    try {
      if (context.decompressByteArray(page, 0, length, bytes, offset, size) != length) {
        throw new MalformedPageException("page of " + length + " bytes cut short");
      }
    } catch (ZstdException e) {
      throw new MalformedPageException("page does not decompress: " + e.getMessage());
    } finally {
      if (!IDLE.offer(context)) {
        context.close();
      }
    }
    return page;
  }
}
