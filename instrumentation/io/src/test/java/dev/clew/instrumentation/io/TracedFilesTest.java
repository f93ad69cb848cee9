package dev.clew.instrumentation.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TracedFilesTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private final TracedFiles files = TracedFiles.create();

  @Test
  void tellsNameAndSizeOfWhatIsReadWrittenAndCopied(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("orders.csv");
    assertThat(files.writeString(file, "straße")).isEqualTo(file);
    assertThat(files.readString(file)).isEqualTo("straße");
    assertThat(files.readAllBytes(file)).hasSize(7);
    assertThat(files.write(file, new byte[3])).isEqualTo(file);
    assertThat(files.copy(file, folder.resolve("copy.csv"))).hasBinaryContent(new byte[3]);
    spans.assertTree(
        """
        file.write  INTERNAL  UNSET
          . operation.type = "file"
          . operation = "file.write"
          . file.name = "orders.csv"
          . file.size_bytes = 7
          . duration_seconds = ?
        file.read
          . file.size_bytes = 7
        file.read
          . file.size_bytes = 7
        file.write
          . file.size_bytes = 3
        file.copy
          . file.name = "orders.csv"
          . file.size_bytes = 3
        """);
  }

  @Test
  void throwsWhatTheFileSystemThrows(@TempDir Path folder) {
    assertThatThrownBy(() -> files.readString(folder.resolve("nothing")))
        .isInstanceOf(NoSuchFileException.class);
    spans.assertTree(
        """
        file.read  ERROR
          . file.name = "nothing"
          ! exception
        """);
  }

  @Test
  @Row({"4.009", "4.041"})
  void scansFilesInAWorker(@TempDir Path folder) throws IOException {
    Path good = Files.writeString(folder.resolve("good.pdf"), "good");
    Path bad = Files.writeString(folder.resolve("bad.pdf"), "EICAR");
    // A real look into the file, in place of a scanner's signatures.
    FileScanner scanner = file -> !new String(files.readAllBytes(file), UTF_8).contains("EICAR");
    List<Path> infected =
        Tracing.<List<Path>, IOException>withSpan(
            "worker.scan", () -> files.checkFiles(List.of(good, bad), scanner), "job.id", "job-1");
    assertThat(infected).containsExactly(bad);
    assertThat(files.checkFiles(List.of(good), scanner)).isEmpty();
    spans.assertTree(
        """
        worker.scan  UNSET
          . job.id = "job-1"
          scanner.checkFiles  INTERNAL  UNSET
            . file.count = 2
            . file.total_size_mb = 9.0E-6
            . scan_status = "infected"
            ! file_scanned
              . file.name = "good.pdf"
              . file.clean = true
            ! file_scanned
              . file.name = "bad.pdf"
              . file.clean = false
            file.read
            file.read
        scanner.checkFiles
          . scan_status = "clean"
          file.read
        """);
  }
}
