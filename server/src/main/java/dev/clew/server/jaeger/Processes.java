package dev.clew.server.jaeger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.model.AttributeCursor;
import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatch;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/// The processes of a trace in Jaeger's JSON: its distinct resources, named p1, p2, … in order of
/// first appearance.
final class Processes {
  private static final String SERVICE = "service.name";

  /// What Jaeger calls a resource without a service name.
  private static final String NO_SERVICE = "OTLPResourceNoServiceName";

  private static final JsonFactory JSON = new JsonFactory();

  /// Name by the process's JSON text.
  private final Map<String, String> names = new LinkedHashMap<>();

  /// The names of a batch's processes, by resource row.
  String[] of(SpanBatch batch) throws IOException {
    AttributeCursor attributes = batch.resourceAttributeCursor();
    String[] processes = new String[batch.resources().count()];
    for (int resource = 0; resource < processes.length; resource++) {
      String text = text(attributes, resource);
      processes[resource] = names.computeIfAbsent(text, absent -> "p" + (names.size() + 1));
    }
    return processes;
  }

  void write(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("processes");
    for (Map.Entry<String, String> process : names.entrySet()) {
      json.writeFieldName(process.getValue());
      json.writeRawValue(process.getKey());
    }
    json.writeEndObject();
  }

  private static String text(AttributeCursor attributes, int resource) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("serviceName", serviceName(attributes.seek(resource)));
      json.writeArrayFieldStart("tags");
      attributes.seek(resource);
      while (attributes.next()) {
        if (!attributes.key().equals(SERVICE)) {
          Tag.write(json, attributes);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static String serviceName(AttributeCursor attributes) {
    while (attributes.next()) {
      if (attributes.key().equals(SERVICE) && attributes.type() == AttributeType.STRING) {
        return attributes.string();
      }
    }
    return NO_SERVICE;
  }
}
