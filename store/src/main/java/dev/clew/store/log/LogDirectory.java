package dev.clew.store.log;

import dev.clew.store.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// The directory of segment files, one for each generation, named by its number.
public final class LogDirectory {
  private static final String SUFFIX = ".log";

  private LogDirectory() {}

  /// The segment file with a number.
  public static Path segment(Path directory, long number) {
    return directory.resolve(String.format(Locale.ROOT, "%012d", number) + SUFFIX);
  }

  /// The segment files in a directory by number, ascending. Files of other names are left out.
  public static SortedMap<Long, Path> segments(Disk disk, Path directory) throws IOException {
    SortedMap<Long, Path> segments = new TreeMap<>();
    for (Path file : disk.list(directory)) {
      String name = file.getFileName().toString();
      if (name.matches("[0-9]{12,18}\\.log")) {
        segments.put(Long.valueOf(name.substring(0, name.length() - SUFFIX.length())), file);
      }
    }
    return segments;
  }
}
