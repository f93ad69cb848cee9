package dev.clew.instrumentation.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A traced program in a process of its own, as its users run it: its settings are its environment.
///
/// The program says where it listens in a line, `listening on 40123`; see {@link #listening}.
final class ChildProgram implements AutoCloseable {
  private static final String LISTENING = "listening on ";

  private final Process process;
  private final int port;

  private ChildProgram(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts a program and waits until it listens.
  ///
  /// @param folder its working folder
  static ChildProgram start(Class<?> program, Map<String, String> environment, Path folder)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName())
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(LISTENING)) {
        return new ChildProgram(process, Integer.parseInt(line.substring(LISTENING.length())));
      }
    }
    process.destroy();
    throw new IOException(program.getSimpleName() + " ended before it listened");
  }

  /// To be called by the program when it is ready.
  static void listening(int port) {
    System.out.println(LISTENING + port);
  }

  String url(String path) {
    return "http://localhost:" + port + path;
  }

  /// Ends it as an operator does; it sends its last spans on the way.
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
