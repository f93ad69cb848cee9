package dev.clew.instrumentation.agent;

import dev.clew.instrumentation.OtlpReceiver;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A program that runs to its end under the OpenTelemetry agent, with Clew's jar as its extension.
final class AgentProcess {
  static final Path AGENT = Path.of("target/agent/opentelemetry-javaagent.jar").toAbsolutePath();
  static final Path EXTENSION =
      Path.of("target/agent/clew-instrumentation-spi.jar").toAbsolutePath();

  private static final long PATIENCE_SECONDS = 120;

  private final Path folder;
  private final OtlpReceiver receiver;

  /// What a program left behind.
  ///
  /// @param output everything it and the agent printed
  record Ended(int exitCode, String output, ReceivedSpans spans) {}

  /// @param folder the working folder; empty, so that no `.env` is found
  AgentProcess(Path folder, OtlpReceiver receiver) {
    this.folder = folder;
    this.receiver = receiver;
  }

  /// Runs a program that has nothing of Clew's and nothing of OpenTelemetry's on its class path.
  Ended runPlain(Class<?> program, Map<String, String> variables, List<String> arguments)
      throws IOException, InterruptedException {
    return run(program, AgentProcess::isForPlainPrograms, variables, arguments);
  }

  /// Runs a program with the class path of the tests.
  Ended runWithLibrary(Class<?> program, Map<String, String> variables, List<String> arguments)
      throws IOException, InterruptedException {
    return run(program, entry -> true, variables, arguments);
  }

  private static boolean isForPlainPrograms(String entry) {
    String path = entry.replace(File.separatorChar, '/');
    boolean isLibrary = path.contains("/instrumentation/") && !path.endsWith("/test-classes");
    return !isLibrary && !path.contains("/io/opentelemetry/");
  }

  private Ended run(
      Class<?> program,
      Predicate<String> classPath,
      Map<String, String> variables,
      List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Half the time of its start.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx256m");
    command.add("-javaagent:" + AGENT);
    command.add("-Dotel.javaagent.extensions=" + EXTENSION);
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(classPath)
                .toList()));
    command.add(program.getName());
    command.addAll(arguments);

    Path log = Files.createTempFile(folder, "program", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Files.createTempDirectory(folder, "work").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url());
    builder.environment().putAll(variables);
    int before = receiver.all().size();
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(program + " does not end: " + Files.readString(log));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    List<OtlpReceiver.Received> sent = receiver.all();
    return new Ended(
        process.exitValue(),
        Files.readString(log),
        new ReceivedSpans(sent.subList(before, sent.size())));
  }
}
