package dev.clew.instrumentation.acceptance;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/// Lets the pages of one origin call a program, with the headers that are its own; those of the
/// trace context are the tracing filter's, which comes before it.
final class CrossOrigin extends Filter {
  private final String origin;

  /// @param origin such as `http://localhost:8080`
  CrossOrigin(String origin) {
    this.origin = origin;
  }

  @Override
  public String description() {
    return "answers preflight requests";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    Headers answer = exchange.getResponseHeaders();
    answer.add("access-control-allow-origin", origin);
    answer.add("access-control-expose-headers", "traceparent");
    if (exchange.getRequestMethod().equals("OPTIONS")) {
      answer.add("access-control-allow-headers", "x-user-id");
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    } else {
      chain.doFilter(exchange);
    }
  }
}
