package dev.clew.instrumentation.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

class TracingFilterTest extends ServerContract {
  /// A handler that may throw.
  private interface Handler {
    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;
  }

  @Override
  TestServer start(HttpTracing options) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("localhost");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    server.setHandler(context);
    filter(context, "/*", new TracingFilter(options));
    filter(context, "/chain", TracingFilter.middleware("auth", passing()));
    filter(context, "/chain", TracingFilter.middleware("rateLimit", passing()));
    servlet(context, "/auth/login", (request, response) -> response.getWriter().write("ok"));
    servlet(
        context,
        "/api/orders/*",
        (request, response) -> {
          HttpTracing.route("/api/orders/{id}");
          Tracing.withSpan("work", () -> {});
        });
    servlet(
        context,
        "/fail",
        (request, response) -> {
          throw new IllegalStateException("no stock");
        });
    servlet(context, "/broken", (request, response) -> response.setStatus(503));
    servlet(context, "/health", (request, response) -> response.getWriter().write("healthy"));
    servlet(context, "/chain", (request, response) -> Tracing.withSpan("work", () -> {}));
    servlet(
        context,
        "/async",
        (request, response) -> {
          AsyncContext async = request.startAsync();
          async.start(
              () -> {
                response.setStatus(202);
                async.complete();
              });
        });
    server.start();
    return new TestServer() {
      @Override
      public int port() {
        return connector.getLocalPort();
      }

      @Override
      public void close() throws Exception {
        server.stop();
      }
    };
  }

  @Test
  @Row({"1.019", "4.010"})
  void anAsynchronousRequestEndsWithItsAnswer() throws Exception {
    try (TestServer server = start(HttpTracing.create())) {
      assertThat(server.get("/async").statusCode()).isEqualTo(202);
      spans
          .await(1)
          .assertTree(
              """
              GET /async  SERVER  UNSET
                . http.response.status_code = 202
              """);
    }
  }

  private static Filter passing() {
    return (request, response, chain) -> chain.doFilter(request, response);
  }

  private static void filter(ServletContextHandler context, String path, Filter filter) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    context.addFilter(holder, path, EnumSet.of(DispatcherType.REQUEST));
  }

  private static void servlet(ServletContextHandler context, String path, Handler handler) {
    ServletHolder holder =
        new ServletHolder(
            new HttpServlet() {
              @Override
              protected void service(HttpServletRequest request, HttpServletResponse response)
                  throws IOException {
                handler.handle(request, response);
              }
            });
    holder.setAsyncSupported(true);
    context.addServlet(holder, path);
  }
}
