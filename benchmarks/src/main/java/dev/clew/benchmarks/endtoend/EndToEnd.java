package dev.clew.benchmarks.endtoend;

import dev.clew.benchmarks.Folders;
import dev.clew.benchmarks.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Sends the workload to a Clew process of its own and prints what the server needed for it: CPU
/// seconds a million spans, peak memory, bytes on disk a span, spans a second reached.
///
/// The first spans only warm the server up. The sender runs on the same machine and takes its share
/// of it, so the rate is a lower bound; the server's CPU seconds are its own.
@Command(name = "end-to-end", mixinStandardHelpOptions = true)
final class EndToEnd implements Callable<Integer> {
  private static final int IN_FLIGHT = 16;

  @Option(names = "--spans", defaultValue = "2000000", description = "spans that are measured")
  private long spans;

  @Option(names = "--warm-up", defaultValue = "1000000", description = "spans sent before")
  private long warmUp;

  @Option(names = "--protocol", defaultValue = "grpc", description = "grpc or http")
  private String protocol = "";

  @Option(names = "--launcher", defaultValue = "./clew", description = "the script that runs Clew")
  private Path launcher = Path.of("");

  private EndToEnd() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new EndToEnd()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("clew-end-to-end");
    try (ServerProcess server = ServerProcess.start(launcher.toAbsolutePath(), folder);
        Sender sender = sender(server)) {
      send(sender, new Workload(1, now()), warmUp);
      server.flush();
      ProcessUse before = server.use();
      long bytesBefore = server.blockBytes();

      long started = System.nanoTime();
      long sent = send(sender, new Workload(2, now()), spans);
      double seconds = (System.nanoTime() - started) / 1e9;
      ProcessUse acknowledged = server.use();
      server.flush();
      ProcessUse built = server.use();

      double millions = sent / 1e6;
      System.out.printf(
          Locale.ROOT,
          "%s: %,d spans, %,.0f spans/s reached%n"
              + "server CPU %.2f s per million spans (%.2f until the last acknowledgement)%n"
              + "peak RSS %,d MiB%n"
              + "blocks %.1f bytes per span%n",
          protocol,
          sent,
          sent / seconds,
          (built.cpuSeconds() - before.cpuSeconds()) / millions,
          (acknowledged.cpuSeconds() - before.cpuSeconds()) / millions,
          built.peakRssKib() / 1024,
          (double) (server.blockBytes() - bytesBefore) / sent);
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private Sender sender(ServerProcess server) {
    return switch (protocol) {
      case "grpc" -> new Sender.Grpc(server.grpcPort());
      case "http" -> new Sender.Http(server.httpPort());
      default -> throw new IllegalArgumentException("--protocol is grpc or http, not " + protocol);
    };
  }

  /// Sends at least `wanted` spans and waits until all are acknowledged.
  ///
  /// @return how many spans there were
  static long send(Sender sender, Workload workload, long wanted)
      throws IOException, InterruptedException {
    Semaphore free = new Semaphore(IN_FLIGHT);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    long sent = 0;
    while (sent < wanted && failure.get() == null) {
      byte[] request = workload.next();
      if (!free.tryAcquire(1, TimeUnit.MINUTES)) {
        throw new IOException("no acknowledgement for a minute");
      }
      var _ =
          sender
              .send(request)
              .whenComplete(
                  (_, thrown) -> {
                    if (thrown != null) {
                      failure.compareAndSet(null, thrown);
                    }
                    free.release();
                  });
      sent += Workload.SPANS_PER_REQUEST;
    }
    if (!free.tryAcquire(IN_FLIGHT, 1, TimeUnit.MINUTES)) {
      throw new IOException("no acknowledgement for a minute");
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IOException("a request failed: " + thrown, thrown);
    }
    return sent;
  }

  private static long now() {
    return System.currentTimeMillis() * 1_000_000L;
  }
}
