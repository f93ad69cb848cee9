package dev.clew.server.cli.otlpfile;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.DecodeResult;
import dev.clew.model.otlp.OtlpDecodeException;
import dev.clew.model.otlp.OtlpJsonDecoder;
import dev.clew.model.otlp.OtlpProtobufDecoder;
import dev.clew.model.otlp.OtlpProtobufEncoder;
import java.util.function.Consumer;

/// Turns pieces into OTLP protobuf, and leaves out what is damaged: single spans where it can, else
/// a whole `ResourceSpans`. Not thread-safe.
final class PieceDecoder {
  /// Part of a request.
  ///
  /// @param protobuf a `TracesData`; several of them end to end are one
  /// @param place where in the file it begins
  record Part(byte[] protobuf, int spans, String place) {}

  private final Problems problems;
  private final OtlpJsonDecoder json = new OtlpJsonDecoder();
  private final OtlpProtobufDecoder protobuf = new OtlpProtobufDecoder();
  private final OtlpProtobufEncoder encoder = new OtlpProtobufEncoder();
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  PieceDecoder(Problems problems) {
    this.problems = problems;
  }

  void decode(Piece piece, Consumer<Part> parts) {
    try {
      parts.accept(part(piece, piece.message(), 0));
    } catch (OtlpDecodeException e) {
      if (piece.isOneElement()) {
        problems.report(piece.place(0), String.valueOf(e.getMessage()));
      } else {
        decodeOneByOne(piece, parts, e);
      }
    }
  }

  private void decodeOneByOne(Piece piece, Consumer<Part> parts, OtlpDecodeException ofAll) {
    boolean found = false;
    for (int element = 0; element < piece.count(); element++) {
      try {
        parts.accept(part(piece, piece.message(element), element));
      } catch (OtlpDecodeException e) {
        problems.report(piece.place(element), String.valueOf(e.getMessage()));
        found = true;
      }
    }
    if (!found) {
      problems.report(piece.place(0), String.valueOf(ofAll.getMessage()));
    }
  }

  private Part part(Piece piece, byte[] message, int from) throws OtlpDecodeException {
    builder.clear();
    DecodeResult result =
        switch (piece.encoding()) {
          case JSON -> json.decode(message, 0, message.length, builder);
          case PROTOBUF -> protobuf.decode(message, 0, message.length, builder);
        };
    if (result.rejectedSpans() > 0) {
      String first = result.firstError() == null ? "" : result.firstError();
      problems.report(
          piece.place(from), result.rejectedSpans() + " spans left out, the first: " + first);
    }
    SpanBatch batch = builder.build();
    return new Part(encoder.encode(batch), batch.size(), piece.place(from));
  }
}
