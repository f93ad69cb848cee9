package dev.clew.instrumentation.spring;

import dev.clew.instrumentation.TracingHandle;
import dev.clew.instrumentation.http.HttpTracing;
import dev.clew.instrumentation.http.TracingFilter;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Makes a span of each request to a servlet container, named after the route that Spring MVC
/// takes.
///
/// A bean of type {@link HttpTracing} holds the choices; a {@link TracingFilter} of the
/// application's own comes in its place; `otel.instrumentation.http.enabled=false` switches it off.
///
/// ```java
/// @Bean
/// HttpTracing http() {
///   return HttpTracing.builder().ignoredPaths("/actuator/health").build();
/// }
/// ```
@AutoConfiguration(after = TracingAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
    name = "otel.instrumentation.http.enabled",
    havingValue = "true",
    matchIfMissing = true)
public final class WebTracingAutoConfiguration {
  /// The first place behind the encoding of characters and behind the filter of Micrometer's
  /// observations, whose spans are joined.
  static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

  WebTracingAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(
      value = TracingFilter.class,
      parameterizedContainer = FilterRegistrationBean.class)
  FilterRegistrationBean<TracingFilter> clewTracingFilter(
      ObjectProvider<HttpTracing> choices,
      ObjectProvider<OpenTelemetry> given,
      TracingHandle tracing) {
    HttpTracing http =
        choices.getIfUnique(
            () ->
                HttpTracing.builder()
                    .openTelemetry(given.getIfUnique(tracing::openTelemetry))
                    .build());
    FilterRegistrationBean<TracingFilter> filter =
        new FilterRegistrationBean<>(new TracingFilter(http));
    filter.setName("clewTracing");
    filter.setAsyncSupported(true);
    filter.setOrder(ORDER);
    return filter;
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WebMvcConfigurer.class)
  static class Routes {
    @Bean
    WebMvcConfigurer clewRoutes() {
      return new WebMvcConfigurer() {
        @Override
        public void addInterceptors(InterceptorRegistry registry) {
          registry.addInterceptor(new RouteInterceptor()).order(Ordered.HIGHEST_PRECEDENCE);
        }
      };
    }
  }
}
