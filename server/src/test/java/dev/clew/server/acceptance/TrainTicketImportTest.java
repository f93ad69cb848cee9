package dev.clew.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A day of a real system, brought in by `clew import`: it is found whole, and what it holds twice
/// is found once.
class TrainTicketImportTest {
  private static final int SPANS = 328_848;
  private static final int REPEATS = 7_780;
  private static final int TRACES = 4_483;

  private static TrainTicketDay day;
  @TempDir private Path folder;

  @BeforeAll
  static void read() throws Exception {
    Path file = samples().resolve("trainticket-2023-01-29.otlp.jsonl.gz");
    assumeTrue(
        Files.exists(file),
        "skipped: there is no " + file.normalize() + "; CLEW_DATA_SAMPLES may name its folder");
    day = TrainTicketDay.read(file);
    assertThat(day.spanCount()).isEqualTo(SPANS);
    assertThat(day.traces()).hasSize(TRACES);
    assertThat(day.distinctSpans()).isEqualTo(SPANS - REPEATS);
  }

  /// The folder that a variable names, else the one that lies beside the project.
  private static Path samples() {
    String named = System.getenv("CLEW_DATA_SAMPLES");
    return named != null ? Path.of(named) : Path.of("..", "..", "shared", "data").toAbsolutePath();
  }

  @Test
  void everySpanIsFoundOnceWithTheUsualGenerations() throws Exception {
    assertThat(importAndCompare("")).isPositive();
  }

  @Test
  void everySpanIsFoundOnceWithGenerationsOfAFewRequests() throws Exception {
    assertThat(importAndCompare("storage: {generation: {memory_size: 2MiB, log_size: 1MiB}}\n"))
        .as("generations that became blocks")
        .isGreaterThan(5);
  }

  /// Imports the day into a new server and compares every answer with the file.
  ///
  /// @return the number of the manifest at the end
  private long importAndCompare(String storage) throws Exception {
    try (ServerProcess server = ServerProcess.start(folder, storage);
        ClewApi api = new ClewApi(server.awaitReady())) {
      bringIn(server);
      assertAnswers(api);
      api.flush();
      assertAnswers(api);
      for (Map.Entry<String, Set<PlacedSpan>> trace : day.traces().entrySet()) {
        assertThat(api.trace(trace.getKey()))
            .as("trace %s", trace.getKey())
            .hasSameSizeAs(trace.getValue())
            .hasSameElementsAs(trace.getValue());
      }
      try (BlockFiles blocks = BlockFiles.open(ServerProcess.dataOf(folder))) {
        assertThat(blocks.count("true")).isEqualTo(SPANS - REPEATS);
        assertThat(blocks.distinct("true")).isEqualTo(SPANS - REPEATS);
        return blocks.manifestNumber();
      }
    }
  }

  private void bringIn(ServerProcess server) throws Exception {
    Path log = folder.resolve("import.log");
    Process process =
        new ProcessBuilder(
                ServerProcess.javaCommand(),
                "-cp",
                ServerProcess.classPath(),
                "dev.clew.server.Main",
                "import",
                day.file().toString(),
                "--otlp",
                ClewApi.uri(server.awaitReady().otlpHttp(), "").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("import ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    assertThat(Files.readString(log)).contains("imported 328,848 spans").doesNotContain("problem");
  }

  private static void assertAnswers(ClewApi api) throws Exception {
    Map<String, Integer> expected = new HashMap<>();
    day.traces().forEach((trace, spans) -> expected.put(trace, spans.size()));
    assertThat(api.search("{ }")).isEqualTo(expected);
  }
}
