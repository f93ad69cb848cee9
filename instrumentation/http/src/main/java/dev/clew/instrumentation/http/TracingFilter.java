package dev.clew.instrumentation.http;

import dev.clew.instrumentation.ClewSpan;
import dev.clew.instrumentation.Tracing;
import io.opentelemetry.context.Scope;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Makes a span of every request to a servlet container, asynchronous ones included.
///
/// ```java
/// FilterRegistration.Dynamic filter = context.addFilter("tracing", new TracingFilter());
/// filter.setAsyncSupported(true);
/// filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
/// ```
///
/// It is the first filter. The answer carries `traceparent`, and `x-correlation-id` where the
/// request names one in `x-correlation-id` or `x-request-id`.
public final class TracingFilter implements Filter {
  private final ServerSpans spans;

  /// With everything as it is by default.
  ///
  /// ```java
  /// context.addFilter("tracing", new TracingFilter());
  /// ```
  public TracingFilter() {
    this(HttpTracing.create());
  }

  /// With choices.
  ///
  /// ```java
  /// new TracingFilter(HttpTracing.builder().ignoredPaths("/ready").build());
  /// ```
  public TracingFilter(HttpTracing options) {
    spans = new ServerSpans(options);
  }

  /// A filter with a span of its own, `middleware.<name>`, from its start until it passes the
  /// request on or answers it.
  ///
  /// ```java
  /// context.addFilter("auth", TracingFilter.middleware("auth", new AuthFilter()));
  /// ```
  public static Filter middleware(String name, Filter filter) {
    return (request, response, chain) -> {
      ClewSpan span = Tracing.openSpan("middleware." + name, "layer.type", "middleware");
      try {
        filter.doFilter(
            request,
            response,
            (passed, answer) -> {
              span.end();
              chain.doFilter(passed, answer);
            });
      } catch (Throwable e) {
        span.recordSpanError(e);
        throw e;
      } finally {
        span.end();
      }
    };
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ServerSpans.Started started =
        request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer
            ? spans.start(new ServletExchange(http, answer))
            : null;
    if (started == null) {
      chain.doFilter(request, response);
      return;
    }
    Throwable failure = null;
    try (Scope scope = started.context().makeCurrent()) {
      chain.doFilter(request, response);
    } catch (Throwable e) {
      failure = causeOf(e);
      if (!answer((HttpServletResponse) response, failure)) {
        throw e;
      }
      spans.answered(started, failure);
    } finally {
      if (failure == null && request.isAsyncStarted()) {
        request.getAsyncContext().addListener(new EndOfAsync(started));
      } else {
        spans.end(started, failure);
      }
    }
  }

  /// What the servlet threw, where the container has wrapped it.
  private static Throwable causeOf(Throwable thrown) {
    Throwable root = thrown instanceof ServletException servlet ? servlet.getRootCause() : null;
    return root == null ? thrown : root;
  }

  /// Whether the failure is answered.
  private boolean answer(HttpServletResponse response, Throwable failure) throws IOException {
    ErrorAnswer answer = response.isCommitted() ? null : spans.options().answerTo(failure);
    if (answer == null) {
      return false;
    }
    response.setStatus(answer.status());
    response.setContentType(answer.contentType());
    response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    return true;
  }

  private final class EndOfAsync implements AsyncListener {
    private final ServerSpans.Started started;
    private final AtomicBoolean ended = new AtomicBoolean();

    private EndOfAsync(ServerSpans.Started started) {
      this.started = started;
    }

    private void end(@Nullable Throwable error) {
      if (ended.compareAndSet(false, true)) {
        spans.end(started, error);
      }
    }

    @Override
    public void onComplete(AsyncEvent event) {
      end(null);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      end(new TimeoutException("the asynchronous request took too long"));
    }

    @Override
    public void onError(AsyncEvent event) {
      end(event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
