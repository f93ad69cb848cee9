package dev.clew.instrumentation.io;

import java.io.IOException;
import java.nio.file.Path;

/// Looks into a file for what should not be in it.
///
/// ```java
/// FileScanner scanner = file -> clamav.scan(Files.newInputStream(file)).isOk();
/// ```
@FunctionalInterface
public interface FileScanner {
  /// Whether there is nothing bad in a file.
  ///
  /// ```java
  /// boolean clean = scanner.isClean(Path.of("upload.pdf"));
  /// ```
  boolean isClean(Path file) throws IOException;
}
