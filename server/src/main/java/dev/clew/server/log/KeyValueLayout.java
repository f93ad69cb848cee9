package dev.clew.server.log;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/// `key=value`, values with blanks or quotes in double quotes.
final class KeyValueLayout extends EventLayout {
  @Override
  void begin(StringBuilder line) {}

  @Override
  void field(StringBuilder line, String key, String value) {
    line.append(line.isEmpty() ? "" : " ").append(key).append('=');
    if (isPlain(value)) {
      line.append(value);
    } else {
      line.append('"').append(JsonStringEncoder.getInstance().quoteAsString(value)).append('"');
    }
  }

  @Override
  void end(StringBuilder line) {}

  private static boolean isPlain(String value) {
    return !value.isEmpty()
        && value.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"' && c != '=' && c != '\\');
  }
}
