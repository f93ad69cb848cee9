package dev.clew.store.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// Constants and checksums of segment files; all numbers in them are little-endian.
final class LogFormat {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /// The bytes `clew.log`.
  static final long SEGMENT_MAGIC = 0x676F6C2E77656C63L;

  static final int SEGMENT_VERSION = 1;

  /// Magic, version, number, salt, checksum.
  static final int HEADER_BYTES = 32;

  /// Where frames begin: the header stands twice, so that one damaged byte does not cost the file.
  static final int FIRST_FRAME = 2 * HEADER_BYTES;

  /// The bytes `CLEW`, by which frames are found again after damage.
  static final int FRAME_MARKER = 0x57454C43;

  /// Marker, payload length, checksum.
  static final int FRAME_HEADER_BYTES = 12;

  static final int RECORD_VERSION = 1;
  static final int CODEC_NONE = 0;
  static final int CODEC_ZSTD = 1;

  /// The most that the columns of one record may take before compression.
  static final int MAX_BODY_BYTES = 256 << 20;

  /// More than any record takes: its head, and a body that was not worth compressing.
  static final int MAX_PAYLOAD_BYTES = MAX_BODY_BYTES + 1024;

  private LogFormat() {}

  /// CRC32C over salt, length and payload. The salt, random and known only from the segment's
  /// header, keeps bytes that a sender chose from passing for a frame.
  static int frameChecksum(long salt, byte[] bytes, int offset, int length) {
    byte[] head = new byte[12];
    LONG.set(head, 0, salt);
    INT.set(head, 8, length);
    CRC32C crc = new CRC32C();
    crc.update(head);
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  static byte[] header(long number, long salt) {
    byte[] header = new byte[FIRST_FRAME];
    ByteBuffer into = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    for (int copy = 0; copy < 2; copy++) {
      int from = into.position();
      into.putLong(SEGMENT_MAGIC).putInt(SEGMENT_VERSION).putLong(number).putLong(salt);
      into.putInt(checksum(header, from, HEADER_BYTES - 4));
    }
    return header;
  }

  static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
