package dev.clew.server.log;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/// One JSON object a line.
final class JsonLayout extends EventLayout {
  @Override
  void begin(StringBuilder line) {
    line.append('{');
  }

  @Override
  void field(StringBuilder line, String key, String value) {
    JsonStringEncoder encoder = JsonStringEncoder.getInstance();
    line.append(line.length() == 1 ? "\"" : ",\"")
        .append(encoder.quoteAsString(key))
        .append("\":\"")
        .append(encoder.quoteAsString(value))
        .append('"');
  }

  @Override
  void end(StringBuilder line) {
    line.append('}');
  }
}
