package dev.clew.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// A disk on which writing can be ended from outside, so that a thread that is in the middle of a
/// long write stops soon, without the interrupt that would close files under others. Reading goes
/// on.
public final class StoppableDisk implements Disk {
  private final Disk disk;
  private volatile boolean stopped;

  public StoppableDisk(Disk disk) {
    this.disk = disk;
  }

  /// Makes every write from now on fail.
  public void stop() {
    stopped = true;
  }

  @Override
  public WritableFile create(Path file) throws IOException {
    check(file);
    return new Writing(file, disk.create(file));
  }

  @Override
  public WritableFile append(Path file) throws IOException {
    check(file);
    return new Writing(file, disk.append(file));
  }

  @Override
  public ReadableFile open(Path file) throws IOException {
    return disk.open(file);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    check(directory);
    disk.createDirectories(directory);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    check(directory);
    disk.syncDirectory(directory);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    check(from);
    disk.rename(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    check(path);
    disk.delete(path);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    return disk.list(directory);
  }

  @Override
  public boolean exists(Path path) {
    return disk.exists(path);
  }

  @Override
  public boolean isDirectory(Path path) {
    return disk.isDirectory(path);
  }

  private void check(Path path) throws IOException {
    if (stopped) {
      throw new IOException("writing " + path + " was ended because the store closes");
    }
  }

  private final class Writing implements WritableFile {
    private final Path path;
    private final WritableFile file;

    Writing(Path path, WritableFile file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      check(path);
      file.write(bytes);
    }

    @Override
    public void sync() throws IOException {
      check(path);
      file.sync();
    }

    @Override
    public void truncate(long length) throws IOException {
      check(path);
      file.truncate(length);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
