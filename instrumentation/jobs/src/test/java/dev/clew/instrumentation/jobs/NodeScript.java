package dev.clew.instrumentation.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program in Node that shares jobs with the library; `./verify` installs what it needs.
final class NodeScript {
  private static final Path FOLDER = Path.of("src/test/node");

  /// A span that the program printed.
  ///
  /// @param parentId empty where it has none
  record NodeSpan(String name, String traceId, String spanId, String parentId) {}

  private final List<String> lines;

  private NodeScript(List<String> lines) {
    this.lines = lines;
  }

  /// Runs a script to its end.
  static NodeScript run(String script, Object... arguments)
      throws IOException, InterruptedException {
    assertThat(FOLDER.resolve("node_modules"))
        .as("the Node packages; ./verify installs them, or npm ci in %s", FOLDER)
        .isDirectory();
    List<String> command = new ArrayList<>(List.of("node", FOLDER.resolve(script).toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread reaper = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(reaper);
    try {
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(() -> command + " says " + output).isZero();
      return new NodeScript(output.lines().toList());
    } finally {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(reaper);
    }
  }

  /// What stands after a word at the beginning of a line.
  String said(String word) {
    return lines.stream()
        .filter(line -> line.startsWith(word + " "))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line '" + word + " …' in " + lines))
        .substring(word.length() + 1);
  }

  NodeSpan span(String name) {
    String[] ids = said(name).split(" ", -1);
    return new NodeSpan(name, ids[0], ids[1], ids[2]);
  }
}
