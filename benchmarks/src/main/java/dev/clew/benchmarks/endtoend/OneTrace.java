package dev.clew.benchmarks.endtoend;

import dev.clew.benchmarks.Folders;
import dev.clew.benchmarks.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Sends one large trace to a Clew process of its own and prints how long its answers about it take
/// over loopback, whole bodies: while the trace is in live columns, in one block, and in several;
/// columns, one span, what is found in it, and beside them the trace as JSON.
@Command(name = "one-trace", mixinStandardHelpOptions = true)
final class OneTrace implements Callable<Integer> {
  private static final int REPEATS = 7;
  private static final long HIGH = 1;
  private static final long LOW = 2;
  private static final String TRACE = "/api/clew/v1/traces/00000000000000010000000000000002";

  /// Where the directory of `docs/columns.md` says that its first column begins: span ids.
  private static final int FIRST_COLUMN = 48 + 20;

  /// A word in no span, one in some of very many values, one in a service's name, a whole
  /// attribute, TraceQL.
  private static final List<String> FINDS =
      List.of(
          "text=no-such-word",
          "text=1234",
          "text=checkout",
          "text=user.id%3Dnobody",
          "q=%7Bstatus%3Derror%7D");

  @Option(names = "--spans", defaultValue = "1000000", description = "spans of the trace")
  private int spans;

  @Option(names = "--pieces", defaultValue = "4", description = "blocks of the trace cut up")
  private int pieces;

  @Option(names = "--launcher", defaultValue = "./clew", description = "the script that runs Clew")
  private Path launcher = Path.of("");

  private OneTrace() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new OneTrace()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    measure(1);
    measure(pieces);
    return 0;
  }

  private void measure(int blocks) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("clew-one-trace");
    Workload workload = Workload.ofOneTrace(1, System.currentTimeMillis() * 1_000_000L, HIGH, LOW);
    try {
      try (ServerProcess server = ServerProcess.start(launcher.toAbsolutePath(), folder);
          Sender sender = new Sender.Grpc(server.grpcPort())) {
        for (int block = 0; block < blocks; block++) {
          EndToEnd.send(sender, workload, spans / blocks);
          if (blocks == 1) {
            answers(server, "live");
          }
          server.flush();
        }
        answers(server, blocks + " block(s)");
      }
      try (ServerProcess server = ServerProcess.start(launcher.toAbsolutePath(), folder)) {
        print(blocks + " block(s), first request of a process", TRACE + "/columns", server, 1);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static void answers(ServerProcess server, String where)
      throws IOException, InterruptedException {
    print(where, TRACE + "/columns", server, REPEATS);
    print(where, TRACE + "/spans/" + firstSpan(server), server, REPEATS);
    for (String find : FINDS) {
      print(where, TRACE + "/search?" + find, server, REPEATS);
    }
    print(where, TRACE, server, 1);
  }

  private static String firstSpan(ServerProcess server) throws IOException, InterruptedException {
    try (InputStream in = server.get(TRACE + "/columns")) {
      ByteBuffer answer = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      return HexFormat.of().toHexDigits(answer.getLong(answer.getInt(FIRST_COLUMN)));
    }
  }

  private static void print(String where, String path, ServerProcess server, int repeats)
      throws IOException, InterruptedException {
    List<Long> nanos = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < repeats; i++) {
      long started = System.nanoTime();
      bytes = read(server, path);
      nanos.add(System.nanoTime() - started);
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: %s %,d bytes, first %.0f ms, median %.0f ms, all %s%n",
        where,
        path.substring(TRACE.length()),
        bytes,
        nanos.getFirst() / 1e6,
        sorted[sorted.length / 2] / 1e6,
        Arrays.toString(nanos.stream().map(n -> n / 1_000_000).toArray()));
  }

  private static long read(ServerProcess server, String path)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[256 * 1024];
    long bytes = 0;
    try (InputStream in = server.get(path)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes += count;
      }
    }
    return bytes;
  }
}
