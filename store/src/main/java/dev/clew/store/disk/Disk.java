package dev.clew.store.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The file operations that the store is made of, and no others. What is written survives the end
/// of the process; what is synced, and whose directory entry is synced, survives the end of power.
public interface Disk {
  /// Makes an empty file for writing.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException where there is one of that name
  WritableFile create(Path file) throws IOException;

  /// Opens a file to be written on from its end.
  WritableFile append(Path file) throws IOException;

  ReadableFile open(Path file) throws IOException;

  /// Makes a directory, parents too where they are missing; nothing happens where it exists.
  void createDirectories(Path directory) throws IOException;

  /// Syncs the entries of a directory: names made, renamed and deleted in it.
  void syncDirectory(Path directory) throws IOException;

  /// Gives a file or directory another name, in one step, over a file that has it already.
  void rename(Path from, Path to) throws IOException;

  /// Deletes a file or an empty directory; nothing happens where there is none.
  void delete(Path path) throws IOException;

  /// The paths in a directory, in order of name; empty where it is missing.
  List<Path> list(Path directory) throws IOException;

  boolean exists(Path path);

  boolean isDirectory(Path path);
}
