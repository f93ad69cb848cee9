package dev.clew.store.manifest;

import dev.clew.store.disk.Disk;
import dev.clew.store.disk.ReadableFile;
import dev.clew.store.disk.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The manifests of a data folder: the one in force, the one before it, and the way to the next.
///
/// A commit writes the next manifest aside, syncs it, renames it and syncs the folder. Until the
/// rename it can fail and nothing has happened; from then on it is carried through.
public final class ManifestLog {
  private static final String PREFIX = "manifest-";
  private static final String SUFFIX = ".json";
  private static final String ASIDE = ".tmp";

  private final Disk disk;
  private final Path folder;
  private final RetryPause pause;
  private Manifest current;
  private Manifest previous;

  /// The highest number that any manifest file has, readable or not.
  private long highestNumber;

  private ManifestLog(
      Disk disk,
      Path folder,
      RetryPause pause,
      Manifest current,
      Manifest previous,
      long highestNumber) {
    this.disk = disk;
    this.folder = folder;
    this.pause = pause;
    this.current = current;
    this.previous = previous;
    this.highestNumber = highestNumber;
  }

  /// Finds the newest manifest that can be read and the one before it.
  ///
  /// @param pause waits before a step that cannot be taken back is tried again
  public static Loaded load(Disk disk, Path folder, RetryPause pause) throws IOException {
    List<Path> damaged = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    List<Manifest> readable = new ArrayList<>();
    List<Path> files = files(disk, folder);
    long highest = 0;
    for (Path file : files.reversed()) {
      highest = Math.max(highest, number(file));
      if (readable.size() == 2) {
        continue;
      }
      try {
        readable.add(ManifestCodec.decode(read(disk, file)));
      } catch (IOException e) {
        damaged.add(file);
        reasons.add(String.valueOf(e.getMessage()));
      }
    }
    Manifest current = readable.isEmpty() ? Manifest.EMPTY : readable.getFirst();
    Manifest previous = readable.size() < 2 ? current : readable.get(1);
    ManifestLog log = new ManifestLog(disk, folder, pause, current, previous, highest);
    return new Loaded(log, damaged, reasons, readable.isEmpty() && !files.isEmpty());
  }

  /// The manifest in force.
  public synchronized Manifest current() {
    return current;
  }

  /// The manifest that would be in force if the newest were damaged: what it names is kept, and the
  /// log from its replay point on.
  public synchronized Manifest previous() {
    return previous;
  }

  /// Changes what the store holds, in one step. Changes come one after another, each made from the
  /// result of the one before.
  ///
  /// @param change gives the next manifest; or the same one, and nothing happens
  /// @return the manifest in force afterwards
  /// @throws IOException when nothing has changed
  /// @throws CommitAbandonedException when the process is ending and it is not known which manifest
  ///     a later start will find
  public synchronized Manifest commit(UnaryOperator<Manifest> change) throws IOException {
    Manifest changed = change.apply(current);
    if (changed.equals(current)) {
      return current;
    }
    long number = Math.max(highestNumber, current.number()) + 1;
    Manifest next =
        new Manifest(number, changed.replayPoint(), changed.nextBlockId(), changed.blocks());
    Path file = folder.resolve(PREFIX + String.format("%012d", number) + SUFFIX);
    Path aside = folder.resolve(file.getFileName() + ASIDE);
    disk.delete(aside);
    try (WritableFile out = disk.create(aside)) {
      out.write(ByteBuffer.wrap(ManifestCodec.encode(next)));
      out.sync();
    }
    rename(aside, file);
    highestNumber = number;
    carryThrough(() -> disk.syncDirectory(folder));
    previous = current;
    current = next;
    return next;
  }

  /// Deletes the manifest files but the two that are kept, and what failed commits left.
  public synchronized void deleteGarbage() throws IOException {
    for (Path file : disk.list(folder)) {
      String name = file.getFileName().toString();
      if (isManifest(name)) {
        long number = number(file);
        if (number != current.number() && number != previous.number()) {
          disk.delete(file);
        }
      } else if (name.startsWith(PREFIX) && name.endsWith(SUFFIX + ASIDE)) {
        disk.delete(file);
      }
    }
  }

  private void rename(Path aside, Path file) throws IOException {
    try {
      disk.rename(aside, file);
    } catch (IOException e) {
      // A rename that reports failure may have happened all the same; only the folder can tell.
      if (!disk.exists(file)) {
        throw e;
      }
    }
  }

  private void carryThrough(Step step) {
    while (true) {
      try {
        step.take();
        return;
      } catch (IOException e) {
        if (!pause.mayRetry(e)) {
          throw new CommitAbandonedException(e);
        }
      }
    }
  }

  private static List<Path> files(Disk disk, Path folder) throws IOException {
    return disk.list(folder).stream()
        .filter(file -> isManifest(file.getFileName().toString()))
        .toList();
  }

  private static boolean isManifest(String name) {
    return name.matches("manifest-[0-9]{12}\\.json");
  }

  private static long number(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
  }

  private static byte[] read(Disk disk, Path file) throws IOException {
    try (ReadableFile in = disk.open(file)) {
      byte[] bytes = new byte[Math.toIntExact(in.size())];
      in.read(0, ByteBuffer.wrap(bytes));
      return bytes;
    }
  }

  /// What was found when the manifests were read.
  ///
  /// @param damaged files that cannot be read, newest first
  /// @param reasons why, for each
  /// @param lost whether there were manifests and none could be read
  public record Loaded(ManifestLog log, List<Path> damaged, List<String> reasons, boolean lost) {}

  /// Waits before a step that cannot be taken back is tried again.
  @FunctionalInterface
  public interface RetryPause {
    /// Waits a while.
    ///
    /// @param failure of the last try
    /// @return false when the process is ending and the step is to be given up
    boolean mayRetry(IOException failure);
  }

  @FunctionalInterface
  private interface Step {
    void take() throws IOException;
  }
}
