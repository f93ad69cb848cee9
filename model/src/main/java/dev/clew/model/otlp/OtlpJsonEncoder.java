package dev.clew.model.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.clew.model.SpanBatch;
import java.io.IOException;
import java.io.OutputStream;

/// Writes batches as one OTLP/JSON document, `TracesData`: {@link #begin()}, {@link
/// #write(SpanBatch)} as often as there are batches, {@link #end()}. Nothing is held but the batch
/// being written.
///
/// Ids are lower-case hexadecimal digits, enums are numbers, 64-bit integers are strings, bytes are
/// base64; what is zero or empty is left out, except what {@link dev.clew.model.Presence} says is
/// there. A document of which {@link #end()} was not called is no JSON, so that a reader sees it is
/// cut short.
public final class OtlpJsonEncoder {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final JsonGenerator json;

  /// @param out is written to in pieces and never closed
  public OtlpJsonEncoder(OutputStream out) throws IOException {
    json = JSON.createGenerator(out);
  }

  public void begin() throws IOException {
    json.writeStartObject();
    json.writeFieldName("resourceSpans");
    json.writeStartArray();
  }

  /// Writes one `ResourceSpans` for each resource row of the batch.
  public void write(SpanBatch batch) throws IOException {
    new JsonBatchWriter(batch, json).write();
  }

  /// Ends the document and hands everything on to the stream.
  public void end() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
  }
}
