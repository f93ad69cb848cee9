package dev.clew.store;

import dev.clew.store.disk.Disk;
import dev.clew.store.disk.ReadableFile;
import dev.clew.store.disk.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where damaged bytes are kept for a person to look at: never read by the store, never deleted.
final class Quarantine {
  private static final int COPY_BYTES = 1 << 20;

  private final Disk disk;
  private final Path folder;
  private final Problems problems;

  Quarantine(Disk disk, Path folder, Problems problems) {
    this.disk = disk;
    this.folder = folder;
    this.problems = problems;
  }

  /// Copies a part of a file; when this returns, the copy survives the end of power.
  void copy(Path file, long from, long to, String reason) throws IOException {
    Path copy = freeName(file.getFileName() + "-" + from + "-" + to);
    try (ReadableFile in = disk.open(file);
        WritableFile out = disk.create(copy)) {
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(COPY_BYTES, to - from));
      for (long at = from; at < to; at += buffer.limit()) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
        in.read(at, buffer);
        out.write(buffer.flip());
      }
      out.sync();
    }
    disk.syncDirectory(folder);
    problems.report(
        file
            + " is damaged from offset "
            + from
            + " to "
            + to
            + " ("
            + reason
            + "); these bytes are kept in "
            + copy);
  }

  /// Moves a whole file or directory; when this returns, the move survives the end of power.
  void move(Path path, String reason, @Nullable Throwable cause) throws IOException {
    Path target = freeName(path.getFileName().toString());
    disk.rename(path, target);
    disk.syncDirectory(folder);
    Path parent = path.getParent();
    if (parent != null) {
      disk.syncDirectory(parent);
    }
    problems.report(path + " is damaged (" + reason + "); it is kept as " + target, cause);
  }

  private Path freeName(String name) throws IOException {
    disk.createDirectories(folder);
    Path free = folder.resolve(name);
    for (int i = 2; disk.exists(free); i++) {
      free = folder.resolve(name + "." + i);
    }
    return free;
  }
}
