package dev.clew.server.acceptance;

import dev.clew.server.wiring.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Clew that runs in a process of its own, on ports that were free. What it prints goes to
/// `server-<n>.log` in its folder, its data to `data` there.
final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CONFIGURATION =
      """
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: "127.0.0.1:0"}
            http: {endpoint: "127.0.0.1:0"}
      extensions:
        health_check: {endpoint: "127.0.0.1:0"}
        jaeger_query:
          http: {endpoint: "127.0.0.1:0"}
      service:
        telemetry:
          metrics: {address: "127.0.0.1:0"}
      """;

  private final Process process;
  private final Path log;
  private final Thread reaper;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    reaper = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /// Starts a process and returns at once.
  ///
  /// @param storage further lines of the configuration file, such as a `storage` section
  static ServerProcess spawn(Path folder, String storage, String... jvmOptions) throws IOException {
    Path configuration = Files.writeString(folder.resolve("clew.yaml"), CONFIGURATION + storage);
    List<String> command = new ArrayList<>();
    command.add(javaCommand());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", classPath(), "dev.clew.server.Main", "serve"));
    command.addAll(List.of("--config", configuration.toString()));
    command.addAll(List.of("--data", dataOf(folder).toString()));
    Path log = nextLog(folder);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(folder.toFile())
            .start();
    return new ServerProcess(process, log);
  }

  /// Starts a process and waits until it serves.
  static ServerProcess start(Path folder, String storage, String... jvmOptions)
      throws IOException, InterruptedException {
    ServerProcess server = spawn(folder, storage, jvmOptions);
    try {
      server.awaitReady();
      return server;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  static Path dataOf(Path folder) {
    return folder.resolve("data");
  }

  static String javaCommand() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// The class path of the tests, which holds the server too.
  static String classPath() {
    String surefire = System.getProperty("surefire.test.class.path");
    return surefire == null ? System.getProperty("java.class.path") : surefire;
  }

  private static Path nextLog(Path folder) {
    int number = 1;
    while (Files.exists(folder.resolve("server-" + number + ".log"))) {
      number++;
    }
    return folder.resolve("server-" + number + ".log");
  }

  /// Waits until the process says where it listens, which it does once it can take spans.
  Ports awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      boolean alive = process.isAlive();
      String text = output();
      if (text.contains("clew serves") && port(text, "metrics") != 0) {
        return new Ports(
            port(text, "OTLP gRPC"),
            port(text, "OTLP HTTP"),
            port(text, "API"),
            port(text, "health"),
            port(text, "metrics"));
      }
      if (!alive) {
        throw new AssertionError("the server ended with " + process.exitValue() + ":\n" + text);
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("the server does not say that it serves:\n" + text);
      }
      Thread.sleep(10);
    }
  }

  private static int port(String text, String door) {
    Matcher line =
        Pattern.compile("127\\.0\\.0\\.1:(\\d+) +[^\\n]*" + Pattern.quote(door) + "[^\\n]*\\n")
            .matcher(text);
    return line.find() ? Integer.parseInt(line.group(1)) : 0;
  }

  /// All that the process has printed.
  String output() throws IOException {
    return Files.readString(log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Ends the process with SIGKILL.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Asks the process to stop, with SIGTERM.
  ///
  /// @return its exit code
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the server does not stop");
    }
    return process.exitValue();
  }

  /// The most physical memory that the process has held, in bytes; -1 where the system does not
  /// say.
  long peakMemory() throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return -1;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    boolean interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    Runtime.getRuntime().removeShutdownHook(reaper);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
