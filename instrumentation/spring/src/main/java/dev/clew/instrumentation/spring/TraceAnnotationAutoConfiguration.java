package dev.clew.instrumentation.spring;

import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.Trace;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/// Makes a span of each call of a bean's method with {@link Trace}, from another bean.
///
/// Spring puts a proxy before such a bean, as it does for `@Transactional`: a call within the
/// object itself, and methods that are private or final, are not seen. Under the agent with Clew's
/// extension, which makes these spans, there is no second one.
///
/// ```java
/// @Service
/// class Payments {
///   @Trace("payment.charge")
///   public CompletableFuture<Receipt> charge(Order order) { … }
/// }
/// ```
@AutoConfiguration(after = TracingAutoConfiguration.class)
public final class TraceAnnotationAutoConfiguration {
  TraceAnnotationAutoConfiguration() {}

  // Of this role, since without AspectJ no other advisor is looked at.
  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  static Advisor clewTraceAdvisor(ObjectProvider<ClewTracer> tracer) {
    return new DefaultPointcutAdvisor(
        new AnnotationMatchingPointcut(null, Trace.class, true), new TraceInterceptor(tracer));
  }
}
