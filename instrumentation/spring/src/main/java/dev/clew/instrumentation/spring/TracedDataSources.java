package dev.clew.instrumentation.spring;

import dev.clew.instrumentation.jdbc.JdbcTracing;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/// Puts a proxy before each data source, whose connections are traced. It is of the data source's
/// own class, so that whoever asks for that finds it; one of a final class is left alone.
final class TracedDataSources implements BeanPostProcessor {
  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");

  /// They give connections of another data source, which has the spans.
  private static final List<String> LEADING_ELSEWHERE =
      List.of(
          "org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource",
          "org.springframework.jdbc.datasource.DelegatingDataSource");

  private final SingletonSupplier<JdbcTracing> jdbc;

  TracedDataSources(Supplier<JdbcTracing> jdbc) {
    this.jdbc = SingletonSupplier.of(jdbc);
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (!(bean instanceof DataSource source)
        || ScopedProxyUtils.isScopedTarget(name)
        || leadsElsewhere(source.getClass())) {
      return bean;
    }
    if (Modifier.isFinal(source.getClass().getModifiers())) {
      LOGGER.warning(
          "the data source '%s' has no spans: its class '%s' is final"
              .formatted(name, source.getClass().getName()));
      return bean;
    }
    DataSource traced = jdbc.obtain().wrap(source);
    ProxyFactory proxy = new ProxyFactory(source);
    proxy.setProxyTargetClass(true);
    proxy.addAdvice((MethodInterceptor) call -> invoke(call, traced));
    return proxy.getProxy(source.getClass().getClassLoader());
  }

  private static @Nullable Object invoke(MethodInvocation call, DataSource traced)
      throws Throwable {
    if (!call.getMethod().getName().equals("getConnection")) {
      return call.proceed();
    }
    Object[] arguments = call.getArguments();
    return arguments.length == 0
        ? traced.getConnection()
        : traced.getConnection((String) arguments[0], (String) arguments[1]);
  }

  private static boolean leadsElsewhere(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return LEADING_ELSEWHERE.stream()
        .filter(name -> ClassUtils.isPresent(name, loader))
        .anyMatch(name -> ClassUtils.resolveClassName(name, loader).isAssignableFrom(type));
  }
}
