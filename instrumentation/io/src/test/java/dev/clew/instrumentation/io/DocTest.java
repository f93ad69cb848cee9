package dev.clew.instrumentation.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.test.CollectedSpans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DocTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  void theExampleMakesTheSpansItShows(@TempDir Path folder) throws Exception {
    Path upload = Files.writeString(folder.resolve("a.pdf"), "a");
    Path log = folder.resolve("install.log");
    // There is no install.sh here, so the shell fails.
    assertThat(DocExamples.filesAndProcesses(List.of(upload), file -> true, log)).isFalse();
    spans.assertTree(
        """
        scanner.checkFiles  UNSET
          . file.count = 1
          . scan_status = "clean"
        component.install  ERROR
          . process.executable.name = "sh"
        """);
  }
}
