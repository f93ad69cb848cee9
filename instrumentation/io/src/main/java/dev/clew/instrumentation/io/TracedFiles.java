package dev.clew.instrumentation.io;

import dev.clew.instrumentation.Call;
import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.OperationTracer;
import dev.clew.instrumentation.Tracing;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What is done with files, each in a span: `file.read`, `file.write`, `file.copy`,
/// `scanner.checkFiles`.
///
/// ```java
/// TracedFiles files = TracedFiles.create();
/// byte[] upload = files.readAllBytes(path);
/// ```
///
/// The spans have `file.name`, which is the last part of the path alone, and `file.size_bytes`.
/// What they throw is what `java.nio.file.Files` throws.
public final class TracedFiles {
  private static final double BYTES_PER_MB = 1e6;

  private final OperationTracer operations;

  private TracedFiles(OperationTracer operations) {
    this.operations = operations;
  }

  /// One on the global OpenTelemetry.
  ///
  /// ```java
  /// TracedFiles files = TracedFiles.create();
  /// ```
  public static TracedFiles create() {
    return create(Tracing.tracer("dev.clew.instrumentation.io"));
  }

  /// One whose spans a tracer makes.
  ///
  /// ```java
  /// TracedFiles files = TracedFiles.create(Tracing.tracer("uploads"));
  /// ```
  public static TracedFiles create(ClewTracer tracer) {
    return new TracedFiles(OperationTracer.create(tracer));
  }

  /// Reads a file whole.
  ///
  /// ```java
  /// byte[] bytes = files.readAllBytes(Path.of("upload.pdf"));
  /// ```
  public byte[] readAllBytes(Path file) throws IOException {
    return traced(
        "file.read",
        file,
        () -> {
          byte[] bytes = Files.readAllBytes(file);
          size(bytes.length);
          return bytes;
        });
  }

  /// Reads a file of UTF-8 text whole.
  ///
  /// ```java
  /// String text = files.readString(Path.of("orders.csv"));
  /// ```
  public String readString(Path file) throws IOException {
    return traced(
        "file.read",
        file,
        () -> {
          String text = Files.readString(file);
          size(Files.size(file));
          return text;
        });
  }

  /// Writes a file.
  ///
  /// ```java
  /// files.write(Path.of("report.pdf"), bytes);
  /// ```
  ///
  /// @return the file
  public Path write(Path file, byte[] bytes, OpenOption... options) throws IOException {
    return traced(
        "file.write",
        file,
        () -> {
          size(bytes.length);
          return Files.write(file, bytes, options);
        });
  }

  /// Writes a file of UTF-8 text.
  ///
  /// ```java
  /// files.writeString(Path.of("orders.csv"), csv);
  /// ```
  ///
  /// @return the file
  public Path writeString(Path file, CharSequence text, OpenOption... options) throws IOException {
    return traced(
        "file.write",
        file,
        () -> {
          Path written = Files.writeString(file, text, options);
          size(Files.size(file));
          return written;
        });
  }

  /// Copies a file; the span has the name of what is copied.
  ///
  /// ```java
  /// files.copy(upload, archive.resolve("upload.pdf"));
  /// ```
  ///
  /// @return the target
  public Path copy(Path file, Path target, CopyOption... options) throws IOException {
    return traced(
        "file.copy",
        file,
        () -> {
          Path copied = Files.copy(file, target, options);
          size(Files.size(copied));
          return copied;
        });
  }

  /// Scans files in one span, `scanner.checkFiles`, with `file.count`, `file.total_size_mb` and
  /// `scan_status`: `clean`, or `infected` where a file is not clean. Every file that has been
  /// looked at is the event `file_scanned`.
  ///
  /// ```java
  /// List<Path> infected = files.checkFiles(uploads, scanner);
  /// ```
  ///
  /// @return the files that are not clean
  /// @throws IOException where a file cannot be looked at; those after it are not
  public List<Path> checkFiles(Collection<Path> files, FileScanner scanner) throws IOException {
    return operations.traceFileOperation(
        "scanner.checkFiles", () -> check(files, scanner), "file.count", files.size());
  }

  private List<Path> check(Collection<Path> files, FileScanner scanner) throws IOException {
    ClewTracer tracer = operations.tracer();
    List<Path> infected = new ArrayList<>();
    long bytes = 0;
    for (Path file : files) {
      boolean clean = scanner.isClean(file);
      long size = Files.size(file);
      bytes += size;
      tracer.addEvent(
          "file_scanned", "file.name", name(file), "file.size_bytes", size, "file.clean", clean);
      if (!clean) {
        infected.add(file);
      }
    }
    tracer.setSpanAttributes(
        "file.total_size_mb",
        bytes / BYTES_PER_MB,
        "scan_status",
        infected.isEmpty() ? "clean" : "infected");
    return infected;
  }

  private <T> T traced(String name, Path file, Call<T, IOException> body) throws IOException {
    return operations.traceFileOperation(name, body, "file.name", name(file));
  }

  private void size(long bytes) {
    operations.tracer().setAttribute("file.size_bytes", bytes);
  }

  private static String name(Path file) {
    Path last = file.getFileName();
    return last == null ? file.toString() : last.toString();
  }
}
