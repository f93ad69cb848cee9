package dev.clew.instrumentation.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real browser without a window, which shows one page until it is closed.
///
/// It is Debian's, which `./verify` installs, or what the variable `CHROMIUM` names.
final class Chromium implements AutoCloseable {
  private final Process process;
  private final Thread atExit = new Thread(this::end);

  private Chromium(Process process) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Opens a page.
  ///
  /// @param folder where the browser keeps its profile, and what it says, `chromium.log`
  static Chromium open(String url, Path folder) throws IOException {
    Path program =
        Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium"));
    assertThat(program)
        .as("Chromium: ./verify installs it, and the variable CHROMIUM names another")
        .isExecutable();
    List<String> command =
        List.of(
            program.toString(),
            "--headless=new",
            // It opens nothing but the page of the test.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--user-data-dir=" + folder.resolve("profile"),
            url);
    return new Chromium(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start());
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    end();
  }

  /// Ends the browser and then what it leaves of its own processes, which write to the profile.
  private void end() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    process.destroy();
    for (ProcessHandle one : all) {
      one.onExit().completeOnTimeout(one, 10, TimeUnit.SECONDS).join();
      one.destroyForcibly();
      one.onExit().join();
    }
  }
}
