package dev.clew.server.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A program under an OpenTelemetry SDK, run in a process of its own with the environment that it
/// would have at home.
final class Application {
  private static final Path NODE_FOLDER = Path.of("src/test/node");

  private final List<String> command;

  private Application(List<String> command) {
    this.command = command;
  }

  /// A script of `src/test/node` under the SDK for Node, which `./verify` installs.
  static Application node(String script, String... arguments) {
    assertThat(NODE_FOLDER.resolve("node_modules"))
        .as("the Node applications' packages; ./verify installs them, or npm ci in that folder")
        .isDirectory();
    List<String> command = new ArrayList<>(List.of("node", NODE_FOLDER.resolve(script).toString()));
    command.addAll(List.of(arguments));
    return new Application(command);
  }

  /// {@link JavaApplication}, under the SDK for Java.
  static Application java() {
    return new Application(
        List.of(
            ServerProcess.javaCommand(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            ServerProcess.classPath(),
            JavaApplication.class.getName()));
  }

  /// Runs the program to its end.
  ///
  /// @param environment variables beside those of this process
  /// @return the spans as its SDK held them
  List<PlacedSpan> run(Map<String, String> environment) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("application", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    Thread reaper = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(reaper);
    try {
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(() -> command + " says " + read(errors)).isZero();
      return ReportedSpans.read(output);
    } finally {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(reaper);
      Files.delete(errors);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
