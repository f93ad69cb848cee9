package dev.clew.store.disk;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A disk in memory that can halt after any number of operations, fail single ones, and lose what
/// was not synced.
///
/// Names and contents are kept twice: as the process sees them, and as they would be found after a
/// loss of power. A sync carries over one file's bytes, or one directory's names. At
/// {@link #losePower(Random)} each file and each directory entry that was not synced is, by chance,
/// kept, lost or, if a file's bytes, torn. {@link #kill()} keeps everything as the process saw it.
public final class FaultyDisk implements Disk {
  /// What happens to an operation: nothing, or a failure.
  public enum Operation {
    CREATE,
    WRITE,
    SYNC,
    SYNC_DIRECTORY,
    RENAME,
    DELETE,
    TRUNCATE
  }

  /// The disk has halted: no operation takes place any more.
  public static final class HaltedException extends IOException {
    private static final long serialVersionUID = 1L;

    HaltedException() {
      super("the disk has halted");
    }
  }

  private static final class Content {
    byte[] bytes = new byte[0];
    byte[] synced = new byte[0];
    boolean unsynced = true;

    /// A sync failed: the bytes are taken for synced by those that follow, and are not.
    boolean forgotten;
  }

  private final TreeMap<Path, Content> files = new TreeMap<>();
  private final TreeMap<Path, Boolean> directories = new TreeMap<>();
  private final Map<Path, Content> durableFiles = new HashMap<>();
  private final Map<Path, Boolean> durableDirectories = new HashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private int operations;
  private int haltAfter = Integer.MAX_VALUE;

  private record Fault(Operation operation, Predicate<Path> path, boolean after) {}

  /// A disk on which a folder and all above it exist for good, and nothing else.
  public FaultyDisk(Path folder) {
    for (Path path = folder; path != null; path = path.getParent()) {
      directories.put(path, true);
      durableDirectories.put(path, true);
    }
  }

  /// How many operations that change something have been counted.
  public synchronized int operations() {
    return operations;
  }

  /// Lets a number of operations happen from now on; the one after them is cut short in the middle,
  /// and none takes place from then on until {@link #kill()} or {@link #losePower(Random)}.
  public synchronized void haltAfter(int count) {
    operations = 0;
    haltAfter = count;
  }

  public synchronized boolean halted() {
    return operations > haltAfter;
  }

  /// Stops everything now.
  public synchronized void halt() {
    haltAfter = 0;
    operations = 1;
  }

  /// Makes the next such operation on a path of that kind fail, once. A write that fails has
  /// written half its bytes; a sync that fails has synced nothing and the bytes are taken for
  /// synced after.
  public synchronized void failNext(Operation operation, Predicate<Path> path) {
    faults.add(new Fault(operation, path, false));
  }

  /// As {@link #failNext}, but the operation takes place all the same.
  public synchronized void failAfterNext(Operation operation, Predicate<Path> path) {
    faults.add(new Fault(operation, path, true));
  }

  /// How many failures that were asked for have not happened yet.
  public synchronized int pendingFaults() {
    return faults.size();
  }

  /// The process has ended: what it wrote is there. The disk works again.
  public synchronized void kill() {
    haltAfter = Integer.MAX_VALUE;
    operations = 0;
    faults.clear();
  }

  /// The power has gone: of what was not synced, by chance, some is there. The disk works again.
  public synchronized void losePower(Random random) {
    kill();
    TreeMap<Path, Boolean> survivingDirectories = new TreeMap<>(directories);
    survivingDirectories
        .keySet()
        .removeIf(path -> !durableDirectories.containsKey(path) && random.nextBoolean());
    survivingDirectories.keySet().removeIf(path -> !allParentsIn(path, survivingDirectories));
    Map<Path, Content> surviving = new TreeMap<>();
    for (Map.Entry<Path, Content> entry : files.entrySet()) {
      boolean durable = durableFiles.get(entry.getKey()) == entry.getValue();
      if (durable || random.nextBoolean()) {
        surviving.put(entry.getKey(), entry.getValue());
      }
    }
    // Names that were deleted, or renamed away or over, and not yet for good. A rename is one step:
    // it leaves the file under one of its names.
    for (Map.Entry<Path, Content> entry : durableFiles.entrySet()) {
      Content now = files.get(entry.getKey());
      boolean lostByRename =
          files.containsValue(entry.getValue()) && !surviving.containsValue(entry.getValue());
      boolean restored =
          now == null
              ? lostByRename || random.nextBoolean()
              : now != entry.getValue() && !surviving.containsKey(entry.getKey());
      if (restored) {
        surviving.put(entry.getKey(), entry.getValue());
      }
    }
    for (Content content : new ArrayList<>(surviving.values())) {
      lose(content, random);
    }
    surviving.keySet().removeIf(path -> !survivingDirectories.containsKey(path.getParent()));
    files.clear();
    files.putAll(surviving);
    directories.clear();
    directories.putAll(survivingDirectories);
    durableFiles.clear();
    durableFiles.putAll(surviving);
    durableDirectories.clear();
    durableDirectories.putAll(survivingDirectories);
  }

  /// Changes the bytes of a file behind everybody's back.
  public synchronized void damage(Path file, int offset) throws IOException {
    Content content = content(file);
    content.bytes = content.bytes.clone();
    content.bytes[offset] ^= 0x55;
    content.synced = content.bytes;
  }

  /// The files there are, in order of path.
  public synchronized List<Path> files() {
    return List.copyOf(files.keySet());
  }

  @Override
  public synchronized WritableFile create(Path file) throws IOException {
    boolean fails = step(Operation.CREATE, file);
    if (files.containsKey(file) || directories.containsKey(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    requireDirectory(file.getParent());
    Content content = new Content();
    files.put(file, content);
    if (fails) {
      throw failure(Operation.CREATE, file);
    }
    return new Writing(file, content);
  }

  @Override
  public synchronized WritableFile append(Path file) throws IOException {
    return new Writing(file, content(file));
  }

  @Override
  public synchronized ReadableFile open(Path file) throws IOException {
    if (halted()) {
      throw new HaltedException();
    }
    return new Reading(content(file));
  }

  @Override
  public synchronized void createDirectories(Path directory) throws IOException {
    if (directories.containsKey(directory)) {
      return;
    }
    boolean fails = step(Operation.CREATE, directory);
    for (Path path = directory; path != null && !directories.containsKey(path); ) {
      directories.put(path, true);
      path = path.getParent();
    }
    if (fails) {
      throw failure(Operation.CREATE, directory);
    }
  }

  @Override
  public synchronized void syncDirectory(Path directory) throws IOException {
    boolean fails = step(Operation.SYNC_DIRECTORY, directory);
    requireDirectory(directory);
    if (fails) {
      throw failure(Operation.SYNC_DIRECTORY, directory);
    }
    durableFiles.keySet().removeIf(path -> directory.equals(path.getParent()));
    for (Map.Entry<Path, Content> entry : files.entrySet()) {
      if (directory.equals(entry.getKey().getParent())) {
        durableFiles.put(entry.getKey(), entry.getValue());
      }
    }
    for (Path path : directories.keySet()) {
      if (directory.equals(path.getParent())) {
        durableDirectories.put(path, true);
      }
    }
    durableDirectories
        .keySet()
        .removeIf(path -> directory.equals(path.getParent()) && !directories.containsKey(path));
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    boolean fails = step(Operation.RENAME, from);
    requireDirectory(to.getParent());
    if (directories.containsKey(from)) {
      renameDirectory(from, to);
    } else {
      files.put(to, content(from));
      files.remove(from);
    }
    if (fails) {
      throw failure(Operation.RENAME, from);
    }
  }

  @Override
  public synchronized void delete(Path path) throws IOException {
    if (!exists(path)) {
      if (halted()) {
        throw new HaltedException();
      }
      return;
    }
    boolean fails = step(Operation.DELETE, path);
    if (directories.containsKey(path)) {
      if (!list(path).isEmpty()) {
        throw new DirectoryNotEmptyException(path.toString());
      }
      directories.remove(path);
    } else {
      files.remove(path);
    }
    if (fails) {
      throw failure(Operation.DELETE, path);
    }
  }

  @Override
  public synchronized List<Path> list(Path directory) throws IOException {
    if (halted()) {
      throw new HaltedException();
    }
    List<Path> children = new ArrayList<>();
    for (Path path : directories.keySet()) {
      if (directory.equals(path.getParent())) {
        children.add(path);
      }
    }
    for (Path path : files.keySet()) {
      if (directory.equals(path.getParent())) {
        children.add(path);
      }
    }
    children.sort(null);
    return children;
  }

  @Override
  public synchronized boolean exists(Path path) {
    return files.containsKey(path) || directories.containsKey(path);
  }

  @Override
  public synchronized boolean isDirectory(Path path) {
    return directories.containsKey(path);
  }

  /// Counts an operation.
  ///
  /// @return whether it is to fail after it took place
  private boolean step(Operation operation, Path path) throws IOException {
    if (halted()) {
      throw new HaltedException();
    }
    operations++;
    if (halted()) {
      throw new HaltedException();
    }
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      if (fault.operation() == operation && fault.path().test(path)) {
        faults.remove(i);
        if (fault.after()) {
          return true;
        }
        throw failure(operation, path);
      }
    }
    return false;
  }

  private static IOException failure(Operation operation, Path path) {
    return new IOException("injected failure of " + operation + " at " + path);
  }

  private void renameDirectory(Path from, Path to) {
    for (Path path : new ArrayList<>(directories.keySet())) {
      if (path.startsWith(from)) {
        directories.remove(path);
        directories.put(to.resolve(from.relativize(path)), true);
      }
    }
    for (Path path : new ArrayList<>(files.keySet())) {
      if (path.startsWith(from)) {
        Content content = files.remove(path);
        if (content != null) {
          files.put(to.resolve(from.relativize(path)), content);
        }
      }
    }
  }

  private static void lose(Content content, Random random) {
    if (!content.unsynced) {
      return;
    }
    int common = Math.min(content.synced.length, content.bytes.length);
    content.bytes =
        switch (random.nextInt(3)) {
          case 0 -> content.bytes;
          case 1 -> content.synced;
          default ->
              Arrays.copyOf(
                  content.bytes, common + random.nextInt(content.bytes.length - common + 1));
        };
    content.synced = content.bytes;
    content.unsynced = false;
  }

  private static boolean allParentsIn(Path path, Map<Path, Boolean> directories) {
    for (Path parent = path.getParent(); parent != null; parent = parent.getParent()) {
      if (!directories.containsKey(parent)) {
        return false;
      }
    }
    return true;
  }

  private Content content(Path file) throws IOException {
    Content content = files.get(file);
    if (content == null) {
      throw new NoSuchFileException(file.toString());
    }
    return content;
  }

  private void requireDirectory(Path directory) throws IOException {
    if (!directories.containsKey(directory)) {
      throw new FileNotFoundException(directory + " is no directory");
    }
  }

  private final class Writing implements WritableFile {
    private final Path file;
    private final Content content;

    Writing(Path file, Content content) {
      this.file = file;
      this.content = content;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      synchronized (FaultyDisk.this) {
        boolean wasHalted = halted();
        try {
          if (step(Operation.WRITE, file)) {
            append(bytes, bytes.remaining());
            throw failure(Operation.WRITE, file);
          }
        } catch (IOException e) {
          if (!wasHalted) {
            append(bytes, bytes.remaining() / 2);
          }
          throw e;
        }
        append(bytes, bytes.remaining());
      }
    }

    @Override
    public void sync() throws IOException {
      synchronized (FaultyDisk.this) {
        try {
          if (step(Operation.SYNC, file)) {
            throw failure(Operation.SYNC, file);
          }
        } catch (IOException e) {
          content.forgotten |= !halted();
          throw e;
        }
        if (!content.forgotten) {
          content.synced = content.bytes;
          content.unsynced = false;
        }
      }
    }

    @Override
    public void truncate(long length) throws IOException {
      synchronized (FaultyDisk.this) {
        boolean fails = step(Operation.TRUNCATE, file);
        content.bytes = Arrays.copyOf(content.bytes, (int) length);
        content.unsynced = true;
        if (fails) {
          throw failure(Operation.TRUNCATE, file);
        }
      }
    }

    @Override
    public long size() {
      synchronized (FaultyDisk.this) {
        return content.bytes.length;
      }
    }

    @Override
    public void close() {}

    private void append(ByteBuffer bytes, int count) {
      byte[] longer = Arrays.copyOf(content.bytes, content.bytes.length + count);
      bytes.get(longer, content.bytes.length, count);
      content.bytes = longer;
      content.unsynced = true;
    }
  }

  private record Reading(Content content) implements ReadableFile {
    @Override
    public long size() {
      return content.bytes.length;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
      if (offset + into.remaining() > content.bytes.length) {
        throw new EOFException("file ends at " + content.bytes.length);
      }
      into.put(content.bytes, (int) offset, into.remaining());
    }

    @Override
    public void close() {}
  }
}
