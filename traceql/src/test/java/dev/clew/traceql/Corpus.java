package dev.clew.traceql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The examples of `traceql-corpus.txt`, whose head describes the format.
final class Corpus {
  private static final String EXPECTED = "⇒";

  /// @param query the query's text
  /// @param expected its canonical form, or position and message of the error
  record Example(boolean valid, String query, String expected, int lineNumber) {
    @Override
    public String toString() {
      return "line " + lineNumber + ": " + query;
    }
  }

  private Corpus() {}

  static List<Example> valid() {
    return examples().filter(Example::valid).toList();
  }

  static List<Example> invalid() {
    return examples().filter(example -> !example.valid()).toList();
  }

  private static Stream<Example> examples() {
    List<String> lines = lines();
    return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
        .filter(i -> !lines.get(i).isBlank() && !lines.get(i).startsWith("#"))
        .map(i -> example(lines.get(i), i + 1));
  }

  private static Example example(String line, int lineNumber) {
    boolean valid = line.startsWith("valid ");
    if (!valid && !line.startsWith("invalid")) {
      throw new IllegalArgumentException("line " + lineNumber + " is no example: " + line);
    }
    String rest = line.substring(valid ? "valid".length() : "invalid".length());
    int arrow = rest.indexOf(EXPECTED);
    String query = (arrow < 0 ? rest : rest.substring(0, arrow)).strip();
    String expected = arrow < 0 ? query : rest.substring(arrow + 1).strip();
    return new Example(valid, query.replace('␤', '\n').replace('␍', '\r'), expected, lineNumber);
  }

  private static List<String> lines() {
    try (InputStream file =
        Objects.requireNonNull(Corpus.class.getResourceAsStream("/traceql-corpus.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
