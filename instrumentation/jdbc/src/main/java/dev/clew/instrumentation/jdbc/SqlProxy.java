package dev.clew.instrumentation.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An object of `java.sql` around another, which gets every call that a subclass does not take.
///
/// @param <T> the interface
abstract class SqlProxy<T> implements InvocationHandler {
  private final T delegate;

  SqlProxy(T delegate) {
    this.delegate = delegate;
  }

  final T delegate() {
    return delegate;
  }

  /// The object for the application.
  final <P> P as(Class<P> type, Class<?>... more) {
    Class<?>[] types = new Class<?>[more.length + 1];
    types[0] = type;
    System.arraycopy(more, 0, types, 1, more.length);
    return type.cast(Proxy.newProxyInstance(SqlProxy.class.getClassLoader(), types, this));
  }

  @Override
  public final @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    @Nullable Object[] given = arguments == null ? new Object[0] : arguments;
    if (method.getDeclaringClass() != Object.class) {
      return invoked(proxy, method, given);
    }
    return switch (method.getName()) {
      case "equals" -> proxy == given[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> Objects.toString(delegate);
    };
  }

  /// Answers a call of one of the interface's methods.
  abstract @Nullable Object invoked(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable;

  /// Passes a call on; what it throws is thrown as it is.
  final @Nullable Object forward(Method method, @Nullable Object[] arguments) throws Throwable {
    try {
      return method.invoke(delegate, arguments);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      throw thrown == null ? e : thrown;
    }
  }
}
