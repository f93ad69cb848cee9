package dev.clew.instrumentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The propagators of Node's packages, in a process that answers a line to each line.
final class NodePropagators implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  NodePropagators() throws IOException {
    process =
        new ProcessBuilder("node", "headers.js")
            .directory(Path.of("src/test/node").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    requests = process.outputWriter();
    answers = process.inputReader();
  }

  /// @param library one that `headers.js` knows
  ReferencePropagator of(String library) {
    return headers -> read(library, headers);
  }

  private ReferencePropagator.@Nullable Reading read(String library, Map<String, String> headers) {
    // Node's servers give the names of headers in lower case.
    Map<String, String> arrived = new TreeMap<>();
    headers.forEach((name, value) -> arrived.put(name.toLowerCase(Locale.ROOT), value));
    try {
      requests.write(JSON.writeValueAsString(Map.of("library", library, "headers", arrived)));
      requests.newLine();
      requests.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException(
            "no answer: run ./verify once, which installs the packages for Node");
      }
      JsonNode answer = JSON.readTree(line);
      return answer.isNull() ? null : JSON.treeToValue(answer, ReferencePropagator.Reading.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
