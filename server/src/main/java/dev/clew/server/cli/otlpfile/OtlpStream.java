package dev.clew.server.cli.otlpfile;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.OtlpDecodeException;
import dev.clew.model.otlp.OtlpProtobufDecoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Reads one OTLP protobuf message of any size as batches, without ever holding its bytes as a
/// whole.
public final class OtlpStream {
  private OtlpStream() {}

  /// @param name what errors call the stream
  /// @throws IOException when it breaks off or is damaged
  public static List<SpanBatch> read(InputStream in, String name) throws IOException {
    PieceSource pieces =
        new ProtobufPieces(
            new BufferedInputStream(in, 64 * 1024),
            ProtobufPieces.Framing.NONE,
            name,
            (place, message) -> {
              throw new DamagedStreamException(place + ": " + message);
            });
    OtlpProtobufDecoder decoder = new OtlpProtobufDecoder();
    List<SpanBatch> batches = new ArrayList<>();
    try {
      for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
        SpanBatchBuilder builder = new SpanBatchBuilder();
        decoder.decode(piece.bytes(), 0, piece.length(), builder);
        batches.add(builder.build());
      }
    } catch (DamagedStreamException | OtlpDecodeException e) {
      throw new IOException(name + " is damaged: " + e.getMessage(), e);
    }
    return batches;
  }

  /// Leaves the reading at the first fault.
  private static final class DamagedStreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedStreamException(String message) {
      super(message);
    }
  }
}
