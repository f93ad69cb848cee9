package dev.clew.store.log;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.clew.model.MalformedColumnsException;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchColumns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// Makes a batch of the bytes of a record.
public final class RecordDecoder {
  private RecordDecoder() {}

  /// Decodes the record in `bytes` from `offset` on.
  ///
  /// @param file where the record was found, for messages
  /// @param fileOffset where in the file, for messages
  /// @throws LogDamagedException when the bytes are not a record that this version can read
  public static LogRecord decode(byte[] bytes, int offset, int length, Path file, long fileOffset)
      throws LogDamagedException {
    try {
      return decode(bytes, offset, length);
    } catch (MalformedColumnsException e) {
      throw new LogDamagedException(file, fileOffset, String.valueOf(e.getMessage()), e);
    }
  }

  private static LogRecord decode(byte[] bytes, int offset, int length)
      throws MalformedColumnsException {
    if (length < 3) {
      throw new MalformedColumnsException("a record of " + length + " bytes");
    }
    int version = bytes[offset] & 0xFF;
    if (version != LogFormat.RECORD_VERSION) {
      throw new MalformedColumnsException("record version " + version + " is not known");
    }
    int codec = bytes[offset + 1] & 0xFF;
    int nameBytes = bytes[offset + 2] & 0xFF;
    int head = offset + 3 + nameBytes;
    int bodyOffset = head + 16;
    int storedBytes = offset + length - bodyOffset;
    if (storedBytes < 0) {
      throw new MalformedColumnsException("a record of " + length + " bytes ends in its head");
    }
    String tenant = new String(bytes, offset + 3, nameBytes, StandardCharsets.US_ASCII);
    long arrivalNanos = (long) LogFormat.LONG.get(bytes, head);
    int spanCount = (int) LogFormat.INT.get(bytes, head + 8);
    int bodyBytes = (int) LogFormat.INT.get(bytes, head + 12);
    byte[] body = body(codec, bytes, bodyOffset, storedBytes, bodyBytes);
    PackedReader reader = new PackedReader(body, bodyBytes);
    SpanBatch batch = SpanBatchColumns.read(reader);
    reader.expectEnd();
    if (batch.size() != spanCount) {
      throw new MalformedColumnsException(
          "a record of " + spanCount + " spans holds " + batch.size());
    }
    return new LogRecord(tenant, arrivalNanos, batch);
  }

  private static byte[] body(int codec, byte[] bytes, int offset, int storedBytes, int bodyBytes)
      throws MalformedColumnsException {
    return switch (codec) {
      case LogFormat.CODEC_NONE -> {
        if (bodyBytes != storedBytes) {
          throw new MalformedColumnsException(
              "a body of " + bodyBytes + " bytes has " + storedBytes);
        }
        yield Arrays.copyOfRange(bytes, offset, offset + storedBytes + PackedReader.SLACK);
      }
      case LogFormat.CODEC_ZSTD -> inflate(bytes, offset, storedBytes, bodyBytes);
      default -> throw new MalformedColumnsException("codec " + codec + " is not known");
    };
  }

  private static byte[] inflate(byte[] bytes, int offset, int storedBytes, int bodyBytes)
      throws MalformedColumnsException {
    if (storedBytes == 0) {
      throw new MalformedColumnsException("a compressed body of no bytes");
    }
    long announced = Zstd.getFrameContentSize(bytes, offset, storedBytes);
    if (announced != bodyBytes || bodyBytes < 0 || bodyBytes > LogFormat.MAX_BODY_BYTES) {
      throw new MalformedColumnsException(
          "a body of " + bodyBytes + " bytes is compressed from " + announced);
    }
    byte[] body = new byte[bodyBytes + PackedReader.SLACK];
    try {
      long size = Zstd.decompressByteArray(body, 0, bodyBytes, bytes, offset, storedBytes);
      if (size != bodyBytes) {
        throw new MalformedColumnsException(
            "a body of " + bodyBytes + " bytes inflates to " + size);
      }
    } catch (ZstdException e) {
      throw new MalformedColumnsException("the body does not inflate: " + e.getMessage());
    }
    return body;
  }
}
