package dev.clew.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Keeps other processes off a data folder: an operating system's lock on a file, which ends with
/// the process however it ends. The file says whose it is.
final class StoreLock implements AutoCloseable {
  private static final int MAX_TEXT_BYTES = 200;

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws StoreLockedException when another process has the folder, or this one has it already
  static StoreLock take(Path folder, Path file) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    try {
      if (tryLock(channel) == null) {
        throw new StoreLockedException(
            "data folder " + folder.toAbsolutePath() + " is in use by " + read(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(owner().getBytes(StandardCharsets.UTF_8)), 0);
      return new StoreLock(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String owner() {
    ProcessHandle self = ProcessHandle.current();
    Instant start = self.info().startInstant().orElseGet(Instant::now);
    return "process " + self.pid() + ", started " + start.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MAX_TEXT_BYTES);
    channel.read(text, 0);
    String owner = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    return owner.isEmpty() ? "another process" : owner;
  }
}
