package dev.clew.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.traceql.Static;
import java.io.IOException;
import java.util.Locale;

/// Writes a value as `{"type": …, "value": …}`. Integers and durations (in nanoseconds) are
/// strings, since JavaScript's numbers hold only 53 bits of them.
final class StaticJson {
  private StaticJson() {}

  static void write(Static value, JsonGenerator json) throws IOException {
    json.writeStartObject();
    switch (value) {
      case Static.Nil _ -> text(json, "nil", "nil");
      case Static.Int number -> text(json, "int", String.valueOf(number.value()));
      case Static.FloatValue number -> number(json, number.value());
      case Static.Bool bool -> {
        json.writeStringField("type", "bool");
        json.writeBooleanField("value", bool.value());
      }
      case Static.Str string -> text(json, "string", string.value());
      case Static.Duration duration -> text(json, "duration", String.valueOf(duration.nanos()));
      case Static.StatusValue status ->
          text(json, "status", status.status().name().toLowerCase(Locale.ROOT));
      case Static.KindValue kind -> text(json, "kind", kind.kind().name().toLowerCase(Locale.ROOT));
    }
    json.writeEndObject();
  }

  /// What JSON has no number for (NaN, the infinities) is text.
  private static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeStringField("type", "double");
      json.writeNumberField("value", value);
    } else {
      text(json, "double", String.valueOf(value));
    }
  }

  private static void text(JsonGenerator json, String type, String value) throws IOException {
    json.writeStringField("type", type);
    json.writeStringField("value", value);
  }
}
