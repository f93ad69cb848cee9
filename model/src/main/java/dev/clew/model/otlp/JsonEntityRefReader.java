package dev.clew.model.otlp;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads an `EntityRef` from OTLP/JSON and writes it as protobuf, in which form batches keep it.
final class JsonEntityRefReader {
  private static final int LENGTH = ProtobufReader.LENGTH;

  private JsonEntityRefReader() {}

  static void read(JsonParser json, JsonFields fields, ValueBuffer out)
      throws IOException, OtlpDecodeException {
    String schemaUrl = "";
    String type = "";
    List<String> idKeys = new ArrayList<>();
    List<String> descriptionKeys = new ArrayList<>();
    if (fields.object()) {
      for (String name; (name = fields.nextField()) != null; ) {
        switch (name) {
          case "schemaUrl" -> schemaUrl = fields.string();
          case "type" -> type = fields.string();
          case "idKeys" -> strings(fields, idKeys);
          case "descriptionKeys" -> strings(fields, descriptionKeys);
          default -> json.skipChildren();
        }
      }
    }
    int start = out.size();
    if (!schemaUrl.isEmpty()) {
      field(out, 1, schemaUrl);
    }
    if (!type.isEmpty()) {
      field(out, 2, type);
    }
    idKeys.forEach(key -> field(out, 3, key));
    descriptionKeys.forEach(key -> field(out, 4, key));
    out.wrap(start, 3 << 3 | LENGTH);
  }

  private static void strings(JsonFields fields, List<String> into)
      throws IOException, OtlpDecodeException {
    if (fields.array()) {
      while (fields.nextElement()) {
        into.add(fields.string());
      }
    }
  }

  private static void field(ValueBuffer out, int number, String text) {
    int start = out.size();
    out.utf8(text);
    out.wrap(start, number << 3 | LENGTH);
  }
}
