package dev.clew.store.log;

import static dev.clew.store.log.LogFormat.CODEC_NONE;
import static dev.clew.store.log.LogFormat.CODEC_ZSTD;
import static dev.clew.store.log.LogFormat.RECORD_VERSION;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchColumns;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Turns batches into records. Keeps its buffers from one batch to the next. Not thread-safe.
public final class RecordEncoder implements AutoCloseable {
  /// Below this many bytes a compressor has nothing to win.
  private static final int SMALLEST_COMPRESSED = 256;

  /// A buffer that a huge batch made larger than this is not kept.
  private static final int KEPT_BYTES = 8 << 20;

  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(1);
  private PackedWriter columns = new PackedWriter();
  private byte[] scratch = new byte[64 << 10];

  /// Encodes a batch.
  ///
  /// @param tenant at most 255 ASCII characters
  /// @param arrivalNanos since 1970
  /// @throws RecordTooLargeException when its columns take more than 256 MiB
  public EncodedRecord encode(String tenant, long arrivalNanos, SpanBatch batch) {
    columns.clear();
    SpanBatchColumns.write(batch, columns);
    int bodyBytes = columns.size();
    byte[] name = tenant.getBytes(StandardCharsets.US_ASCII);
    int headBytes = 3 + name.length + 16;
    byte[] payload =
        bodyBytes < SMALLEST_COMPRESSED
            ? plain(headBytes, bodyBytes)
            : compressed(headBytes, bodyBytes);
    boolean isCompressed = payload.length - headBytes < bodyBytes;
    ByteBuffer.wrap(payload)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) RECORD_VERSION)
        .put((byte) (isCompressed ? CODEC_ZSTD : CODEC_NONE))
        .put((byte) name.length)
        .put(name)
        .putLong(arrivalNanos)
        .putInt(batch.size())
        .putInt(bodyBytes);
    if (columns.array().length > KEPT_BYTES) {
      columns = new PackedWriter();
    }
    if (scratch.length > KEPT_BYTES) {
      scratch = new byte[64 << 10];
    }
    return new EncodedRecord(payload, bodyBytes, batch.size());
  }

  @Override
  public void close() {
    zstd.close();
  }

  private byte[] plain(int headBytes, int bodyBytes) {
    byte[] payload = new byte[headBytes + bodyBytes];
    System.arraycopy(columns.array(), 0, payload, headBytes, bodyBytes);
    return payload;
  }

  private byte[] compressed(int headBytes, int bodyBytes) {
    int bound = (int) Zstd.compressBound(bodyBytes);
    if (scratch.length < headBytes + bound) {
      scratch = new byte[headBytes + bound];
    }
    int size = zstd.compressByteArray(scratch, headBytes, bound, columns.array(), 0, bodyBytes);
    return size < bodyBytes
        ? Arrays.copyOf(scratch, headBytes + size)
        : plain(headBytes, bodyBytes);
  }
}
