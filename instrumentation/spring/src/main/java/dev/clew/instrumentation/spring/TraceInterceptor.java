package dev.clew.instrumentation.spring;

import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.Trace;
import dev.clew.instrumentation.Tracing;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/// A span around each call of a method.
final class TraceInterceptor implements MethodInterceptor {
  /// Set where the agent's extension makes the spans of all implementations with the annotation.
  private static final String TRACED_BY_AGENT = "clew.trace.by.agent";

  private final SingletonSupplier<ClewTracer> tracer;

  /// The spans' names; empty where the agent makes the span.
  private final Map<MethodClassKey, Optional<String>> names = new ConcurrentHashMap<>();

  /// @param tracer asked when the first call comes: an advisor is made before all other beans
  TraceInterceptor(ObjectProvider<ClewTracer> tracer) {
    this.tracer =
        SingletonSupplier.of(
            () -> tracer.getIfUnique(() -> Tracing.tracer(TracingAutoConfiguration.SCOPE)));
  }

  @Override
  public @Nullable Object invoke(MethodInvocation call) throws Throwable {
    Object target = call.getThis();
    Method method = call.getMethod();
    Class<?> type = target == null ? method.getDeclaringClass() : AopUtils.getTargetClass(target);
    Optional<String> name =
        names.computeIfAbsent(new MethodClassKey(method, type), key -> nameOf(method, type));
    if (name.isEmpty()) {
      return call.proceed();
    }
    return tracer
        .obtain()
        .<@Nullable Object, RuntimeException>withSpan(name.get(), () -> proceed(call));
  }

  private static Optional<String> nameOf(Method called, Class<?> type) {
    Method method = AopUtils.getMostSpecificMethod(called, type);
    if (Boolean.getBoolean(TRACED_BY_AGENT) && method.isAnnotationPresent(Trace.class)) {
      return Optional.empty();
    }
    Trace trace = AnnotatedElementUtils.findMergedAnnotation(method, Trace.class);
    return Optional.of(
        trace == null || trace.value().isEmpty()
            ? ClassUtils.getUserClass(type).getSimpleName() + "." + method.getName()
            : trace.value());
  }

  /// Throws what the method throws, which is an exception that it declares.
  private static @Nullable Object proceed(MethodInvocation call) {
    try {
      return call.proceed();
    } catch (Throwable e) {
      throw TraceInterceptor.<RuntimeException>same(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E same(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
