package dev.clew.instrumentation.http;

import dev.clew.instrumentation.Instrumentations;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.config.IncludeExclude;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRoute;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRouteSource;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What can be chosen about the spans of HTTP servers and clients.
///
/// ```java
/// HttpTracing http = HttpTracing.builder()
///     .capturedRequestHeaders("x-tenant")
///     .ignoredPaths("/health", "/metrics", "/ready")
///     .build();
/// context.addFilter(new TracingFilter(http), "/*", EnumSet.of(DispatcherType.REQUEST));
/// ```
///
/// Where a function that is given here throws, that is logged, and the request goes on as if it had
/// not been given. `OTEL_INSTRUMENTATION_HTTP_ENABLED=false` switches all spans off.
public final class HttpTracing {
  private final Supplier<@Nullable OpenTelemetry> openTelemetry;
  private final HttpSpanNames serverNames;
  private final HttpSpanNames clientNames;
  private final IncludeExclude requestHeaders;
  private final IncludeExclude responseHeaders;
  private final Set<String> ignoredPaths;
  private final Function<Function<String, @Nullable String>, RequestUser> user;
  private final @Nullable Function<Throwable, ErrorAnswer> errorAnswer;
  private final boolean oldNames;
  private final boolean responseSpan;

  private HttpTracing(Builder builder) {
    openTelemetry = builder.openTelemetry;
    serverNames = builder.serverNames;
    clientNames = builder.clientNames;
    requestHeaders = builder.requestHeaders;
    responseHeaders = builder.responseHeaders;
    ignoredPaths = builder.ignoredPaths;
    user = builder.user;
    errorAnswer = builder.errorAnswer;
    oldNames = builder.oldNames;
    responseSpan = builder.responseSpan;
  }

  /// Everything as it is by default, on the global OpenTelemetry from the moment it is set.
  ///
  /// ```java
  /// server.createContext("/", handler).getFilters().add(HttpTracing.tracingMiddleware());
  /// ```
  public static TracingHttpFilter tracingMiddleware() {
    return new TracingHttpFilter(create());
  }

  /// Everything as it is by default, on the global OpenTelemetry from the moment it is set.
  ///
  /// ```java
  /// new TracingFilter(HttpTracing.create());
  /// ```
  public static HttpTracing create() {
    return builder().build();
  }

  /// Choices, none made yet.
  ///
  /// ```java
  /// HttpTracing.builder().serverNames(HttpSpanNames.HTTP_METHOD_ROUTE).build();
  /// ```
  public static Builder builder() {
    return new Builder();
  }

  /// Says which route the current request took, for a framework that the filters do not know. The
  /// server's span is named after it.
  ///
  /// ```java
  /// HttpTracing.route("/api/blueprints/{id}");
  /// ```
  public static void route(String route) {
    HttpServerRoute.update(Context.current(), HttpServerRouteSource.CONTROLLER, route);
  }

  /// Null until one is set.
  @Nullable OpenTelemetry openTelemetry() {
    return openTelemetry.get();
  }

  boolean hasUsualServerNames() {
    return serverNames.equals(HttpSpanNames.METHOD_ROUTE);
  }

  String serverName(String method, @Nullable String route, String host, String path) {
    return name(serverNames, method, route, host, path);
  }

  String clientName(String method, String host, String path) {
    return name(clientNames, method, null, host, path);
  }

  /// In the usual style where the chosen one fails.
  private static String name(
      HttpSpanNames names, String method, @Nullable String route, String host, String path) {
    try {
      return names.name(method, route, host, path);
    } catch (RuntimeException e) {
      Instrumentations.failed("naming the span of a request", e);
      return HttpSpanNames.METHOD_ROUTE.name(method, route, host, path);
    }
  }

  IncludeExclude requestHeaders() {
    return requestHeaders;
  }

  IncludeExclude responseHeaders() {
    return responseHeaders;
  }

  boolean ignores(String path) {
    return ignoredPaths.contains(path);
  }

  /// Nobody where the application's function fails.
  RequestUser user(Function<String, @Nullable String> header) {
    try {
      return user.apply(header);
    } catch (RuntimeException e) {
      Instrumentations.failed("asking who the user of a request is", e);
      return new RequestUser(null, null, null);
    }
  }

  /// Null where failures go on to the server; so does one whose answer fails itself.
  @Nullable ErrorAnswer answerTo(Throwable failure) {
    try {
      return errorAnswer == null ? null : errorAnswer.apply(failure);
    } catch (RuntimeException e) {
      Instrumentations.failed("answering a failed request", e);
      return null;
    }
  }

  boolean hasOldNames() {
    return oldNames;
  }

  boolean hasResponseSpan() {
    return responseSpan;
  }

  /// Collects choices.
  ///
  /// ```java
  /// HttpTracing.Builder http = HttpTracing.builder();
  /// ```
  public static final class Builder {
    private Supplier<@Nullable OpenTelemetry> openTelemetry = Instrumentations::openTelemetry;
    private HttpSpanNames serverNames = HttpSpanNames.METHOD_ROUTE;
    private HttpSpanNames clientNames = HttpSpanNames.METHOD_ROUTE;
    private IncludeExclude requestHeaders = none();
    private IncludeExclude responseHeaders = none();
    private Set<String> ignoredPaths = Set.of("/health", "/metrics");
    private Function<Function<String, @Nullable String>, RequestUser> user =
        header -> new RequestUser(header.apply("x-user-id"), null, null);
    private @Nullable Function<Throwable, ErrorAnswer> errorAnswer;
    private boolean oldNames;
    private boolean responseSpan;

    private Builder() {}

    private static IncludeExclude none() {
      return IncludeExclude.builder().build();
    }

    /// An OpenTelemetry that is at hand, instead of the global one.
    ///
    /// ```java
    /// http.openTelemetry(sdk);
    /// ```
    public Builder openTelemetry(OpenTelemetry given) {
      openTelemetry = () -> given;
      return this;
    }

    /// How servers' spans are named; by default `GET /auth/login`.
    ///
    /// ```java
    /// http.serverNames(HttpSpanNames.HTTP_METHOD_ROUTE);
    /// ```
    public Builder serverNames(HttpSpanNames names) {
      serverNames = names;
      return this;
    }

    /// How clients' spans are named; by default `GET`.
    ///
    /// ```java
    /// http.clientNames(HttpSpanNames.DOTTED);
    /// ```
    public Builder clientNames(HttpSpanNames names) {
      clientNames = names;
      return this;
    }

    /// Headers of requests that become attributes, `http.request.header.<name>`; by default none.
    ///
    /// ```java
    /// http.capturedRequestHeaders("x-tenant");
    /// ```
    public Builder capturedRequestHeaders(String... names) {
      requestHeaders = IncludeExclude.builder().setIncluded(names).build();
      return this;
    }

    /// Headers of responses that become attributes, `http.response.header.<name>`; by default none.
    ///
    /// ```java
    /// http.capturedResponseHeaders("content-length");
    /// ```
    public Builder capturedResponseHeaders(String... names) {
      responseHeaders = IncludeExclude.builder().setIncluded(names).build();
      return this;
    }

    /// Paths whose requests make no span; by default `/health` and `/metrics`.
    ///
    /// ```java
    /// http.ignoredPaths("/health", "/metrics", "/ready");
    /// ```
    public Builder ignoredPaths(String... paths) {
      ignoredPaths = Set.of(paths);
      return this;
    }

    /// Who the user is, from a function that gives a header's first value or null; by default the
    /// header `x-user-id` is the id.
    ///
    /// ```java
    /// http.user(header -> new RequestUser(header.apply("x-user"), null, null));
    /// ```
    public Builder user(Function<Function<String, @Nullable String>, RequestUser> resolver) {
      user = resolver;
      return this;
    }

    /// Answers requests that fail with an exception, after it has been recorded. By default the
    /// exception goes on to the server.
    ///
    /// ```java
    /// http.errorAnswer(error -> ErrorAnswer.json(500, "{\"error\":\"sorry\"}"));
    /// ```
    public Builder errorAnswer(Function<Throwable, ErrorAnswer> answer) {
      errorAnswer = answer;
      return this;
    }

    /// Whether the attributes' older names, as `http.method`, are sent beside the current ones; by
    /// default they are not.
    ///
    /// ```java
    /// http.oldNames(true);
    /// ```
    public Builder oldNames(boolean wanted) {
      oldNames = wanted;
      return this;
    }

    /// Whether a server's span gets a last child, as `response (200 OK)`; by default it does not.
    ///
    /// ```java
    /// http.responseSpan(true);
    /// ```
    public Builder responseSpan(boolean wanted) {
      responseSpan = wanted;
      return this;
    }

    /// The choices.
    ///
    /// ```java
    /// HttpTracing tracing = http.build();
    /// ```
    public HttpTracing build() {
      return new HttpTracing(this);
    }
  }
}
