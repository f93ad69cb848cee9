package dev.clew.instrumentation.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The examples of `docs/library/modules.md` about files and processes, to be compiled and run.
final class DocExamples {
  private DocExamples() {}

  static boolean filesAndProcesses(List<Path> uploads, FileScanner scanner, Path log)
      throws IOException, InterruptedException {
    List<Path> infected = TracedFiles.create().checkFiles(uploads, scanner);
    ProcessBuilder install = new ProcessBuilder("sh", "install.sh").redirectOutput(log.toFile());
    int exitCode = TracedProcess.create().run("component.install", install);
    return infected.isEmpty() && exitCode == 0;
  }
}
