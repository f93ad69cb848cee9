package dev.clew.instrumentation;

/// Code that returns nothing, and may throw what it declares.
///
/// ```java
/// Run<IOException> write = () -> Files.writeString(path, text);
/// ```
///
/// @param <E> the checked exception it may throw; a lambda that throws none makes it
///   `RuntimeException`
@FunctionalInterface
public interface Run<E extends Exception> {
  /// Does it.
  ///
  /// ```java
  /// write.run();
  /// ```
  void run() throws E;
}
