package dev.clew.instrumentation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An object whose methods with {@link Trace} make spans.
final class TraceProxy implements InvocationHandler {
  /// Set where the agent's extension makes the spans of all implementations with the annotation.
  private static final String TRACED_BY_AGENT = "clew.trace.by.agent";

  private final ClewTracer tracer;
  private final Object target;
  private final Map<Method, String> names;
  private final Map<Method, Method> callable;

  /// @param names of the spans
  /// @param callable for each method of the interface the same one, which can be called whether or
  ///     not the interface is public
  private TraceProxy(
      ClewTracer tracer, Object target, Map<Method, String> names, Map<Method, Method> callable) {
    this.tracer = tracer;
    this.target = target;
    this.names = names;
    this.callable = callable;
  }

  static <T> T wrap(ClewTracer tracer, Class<T> type, T target) {
    if (!type.isInterface()) {
      if (Boolean.getBoolean(TRACED_BY_AGENT)) {
        return target;
      }
      TelemetryLog.error(
          "@Trace on '" + type.getName() + "' has no effect: only an interface can be wrapped",
          null);
      return target;
    }
    Map<Method, String> names = new HashMap<>();
    Map<Method, Method> callable = new HashMap<>();
    Set<Method> reached = new HashSet<>();
    for (Method method : type.getMethods()) {
      if (!method.trySetAccessible()) {
        TelemetryLog.error(
            "@Trace on '" + type.getName() + "' has no effect: its module does not open it", null);
        return target;
      }
      callable.put(method, method);
      Method own = implementation(target.getClass(), method);
      Trace trace = own == null ? null : own.getAnnotation(Trace.class);
      if (trace != null && own != null) {
        reached.add(own);
        if (Boolean.getBoolean(TRACED_BY_AGENT)) {
          continue;
        }
      }
      trace = trace == null ? method.getAnnotation(Trace.class) : trace;
      if (trace != null) {
        names.put(method, trace.value().isEmpty() ? defaultName(target, method) : trace.value());
      }
    }
    if (!Boolean.getBoolean(TRACED_BY_AGENT)) {
      complainAboutTheRest(type, target, reached);
    }
    try {
      Object proxy =
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              new TraceProxy(tracer, target, names, callable));
      return type.cast(proxy);
    } catch (RuntimeException e) {
      TelemetryLog.error("@Trace on '" + type.getName() + "' has no effect", e);
      return target;
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = names.get(method);
    if (name == null) {
      return call(method, arguments);
    }
    return tracer.<@Nullable Object, Exception>withSpan(name, () -> call(method, arguments));
  }

  /// Calls the target and throws what it throws, which is an exception that the method declares.
  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Exception {
    try {
      return callable.getOrDefault(method, method).invoke(target, arguments);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof Exception exception) {
        throw exception;
      }
      throw e;
    }
  }

  private static String defaultName(Object target, Method method) {
    return target.getClass().getSimpleName() + "." + method.getName();
  }

  private static @Nullable Method implementation(Class<?> type, Method method) {
    try {
      return type.getMethod(method.getName(), method.getParameterTypes());
    } catch (NoSuchMethodException e) {
      return null; // of an interface that the class fulfils with a bridge only; its own annotation
      // counts
    }
  }

  private static void complainAboutTheRest(Class<?> type, Object target, Set<Method> reached) {
    for (Class<?> at = target.getClass();
        at != null && at != Object.class;
        at = at.getSuperclass()) {
      Arrays.stream(at.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(Trace.class))
          .filter(method -> !method.isBridge() && !reached.contains(method))
          .forEach(
              method ->
                  TelemetryLog.error(
                      "@Trace on '"
                          + method
                          + "' has no effect: '"
                          + type.getName()
                          + "' does not have the method, so no call of it can be seen",
                      null));
    }
  }
}
