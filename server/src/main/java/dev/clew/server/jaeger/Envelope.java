package dev.clew.server.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What every answer of Jaeger's legacy API stands in:
/// `{"data":…,"total":0,"limit":0,"offset":0,"errors":null}`. Errors met while the data is written
/// come after it.
final class Envelope implements AutoCloseable {
  private final JsonGenerator json;

  /// By trace id, empty for none.
  private final Map<String, Failure> errors = new LinkedHashMap<>();

  /// @param pretty whether the JSON is indented
  Envelope(OutputStream out, boolean pretty) throws IOException {
    this(AnswerJson.FACTORY.createGenerator(out), pretty);
  }

  private Envelope(JsonGenerator json, boolean pretty) {
    this.json = pretty ? json.useDefaultPrettyPrinter() : json;
  }

  /// Writes the elements of `data`.
  interface Data {
    void write(JsonGenerator json) throws IOException;
  }

  /// Writes the whole envelope around a list.
  ///
  /// @param total as it is to be shown
  void list(int total, Data data) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("data");
    data.write(json);
    json.writeEndArray();
    rest(total);
  }

  /// Notes an error to be written after the data.
  void error(Failure failure, String traceId) {
    errors.put(traceId, failure);
  }

  /// The envelope of an answer that is nothing but an error.
  static String error(Failure failure, boolean pretty) {
    StringWriter text = new StringWriter();
    try (Envelope envelope = new Envelope(AnswerJson.FACTORY.createGenerator(text), pretty)) {
      envelope.json.writeStartObject();
      envelope.json.writeNullField("data");
      envelope.errors.put("", failure);
      envelope.rest(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter throws none
    }
    return text.toString();
  }

  private void rest(int total) throws IOException {
    json.writeNumberField("total", total);
    json.writeNumberField("limit", 0);
    json.writeNumberField("offset", 0);
    if (errors.isEmpty()) {
      json.writeNullField("errors");
    } else {
      json.writeArrayFieldStart("errors");
      for (Map.Entry<String, Failure> error : errors.entrySet()) {
        write(error.getValue(), error.getKey());
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void write(Failure failure, @Nullable String traceId) throws IOException {
    json.writeStartObject();
    json.writeNumberField("code", failure.status());
    json.writeStringField("msg", failure.message());
    if (traceId != null && !traceId.isEmpty()) {
      json.writeStringField("traceID", traceId);
    }
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
