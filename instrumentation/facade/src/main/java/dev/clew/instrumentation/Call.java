package dev.clew.instrumentation;

import org.jspecify.annotations.Nullable;

/// Code that returns a value, and may throw what it declares.
///
/// ```java
/// Call<Order, SQLException> load = () -> orders.byId(id);
/// ```
///
/// @param <T> what it returns
/// @param <E> the checked exception it may throw; a lambda that throws none makes it
///   `RuntimeException`
@FunctionalInterface
public interface Call<T extends @Nullable Object, E extends Exception> {
  /// Does it.
  ///
  /// ```java
  /// Order order = load.call();
  /// ```
  T call() throws E;
}
