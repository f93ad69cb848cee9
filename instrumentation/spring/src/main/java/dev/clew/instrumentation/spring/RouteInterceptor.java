package dev.clew.instrumentation.spring;

import dev.clew.instrumentation.http.HttpTracing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Says which pattern of Spring MVC a request has matched.
final class RouteInterceptor implements HandlerInterceptor {
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (pattern != null) {
      HttpTracing.route(request.getContextPath() + pattern);
    }
    return true;
  }
}
