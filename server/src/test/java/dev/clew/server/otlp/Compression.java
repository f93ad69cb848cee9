package dev.clew.server.otlp;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// What clients do to a body before they send it.
enum Compression {
  IDENTITY("identity"),
  GZIP("gzip"),
  ZSTD("zstd"),
  DEFLATE("deflate"),
  /// Deflate without zlib's frame, as some clients send it under that name.
  RAW_DEFLATE("deflate");

  private final String coding;

  Compression(String coding) {
    this.coding = coding;
  }

  String coding() {
    return coding;
  }

  byte[] compress(byte[] bytes) throws IOException {
    if (this == IDENTITY) {
      return bytes;
    }
    if (this == ZSTD) {
      return Zstd.compress(bytes);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream compressed = open(out)) {
      compressed.write(bytes);
    }
    return out.toByteArray();
  }

  private OutputStream open(OutputStream out) throws IOException {
    return switch (this) {
      case GZIP -> new GZIPOutputStream(out);
      case DEFLATE -> new DeflaterOutputStream(out);
      case RAW_DEFLATE -> new DeflaterOutputStream(out, new Deflater(6, true));
      case IDENTITY, ZSTD -> throw new IllegalStateException("not a stream");
    };
  }
}
