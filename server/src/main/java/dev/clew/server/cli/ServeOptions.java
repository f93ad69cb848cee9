package dev.clew.server.cli;

import dev.clew.server.config.ClewConfig;
import dev.clew.server.config.ConfigFile;
import dev.clew.server.wiring.Clew;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How to serve: the options of `clew serve`, and of `clew` alone.
final class ServeOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for everything stored (CLEW_DATA; clew-data unless a file says more).")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration in the shape of the OpenTelemetry Collector's (CLEW_CONFIG).")
  private @Nullable Path config;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Address of every port that the file gives none (CLEW_BIND; 127.0.0.1).")
  private @Nullable String bind;

  @Option(
      names = "--base-path",
      paramLabel = "PATH",
      description = {
        "Path below which the page and the APIs lie, as /clew (CLEW_BASE_PATH, QUERY_BASE_PATH)."
      })
  private @Nullable String basePath;

  /// Serves until the process is told to stop.
  int serve(PrintWriter out) throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    Clew clew = Clew.start(configuration());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  clew.close();
                  closed.countDown();
                },
                "stop"));
    try {
      clew.ready().join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new CommandFailedException("cannot open the store: " + cause.getMessage());
    }
    out.println("clew serves\n" + clew.summary());
    out.flush();
    closed.await();
    return 0;
  }

  private ClewConfig configuration() {
    Path file = config == null ? environmentPath("CLEW_CONFIG") : config;
    ClewConfig.Builder builder =
        file == null ? ClewConfig.builder() : ConfigFile.read(file, System::getenv);
    Path folder = data == null ? environmentPath("CLEW_DATA") : data;
    if (folder != null) {
      builder.data(folder);
    }
    String address = bind == null ? environment("CLEW_BIND") : bind;
    if (address != null) {
      builder.bind(address);
    }
    String path = basePath == null ? environment("CLEW_BASE_PATH", "QUERY_BASE_PATH") : basePath;
    if (path != null) {
      try {
        builder.basePath(path);
      } catch (IllegalArgumentException e) {
        throw new CommandFailedException("base path: " + e.getMessage());
      }
    }
    return builder.build();
  }

  /// The first of some variables that is set; null where none is.
  private static @Nullable String environment(String... names) {
    return Stream.of(names)
        .map(System::getenv)
        .filter(value -> value != null && !value.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Path environmentPath(String name) {
    String value = environment(name);
    return value == null ? null : Path.of(value);
  }
}
