package dev.clew.instrumentation.acceptance;

import static dev.clew.instrumentation.acceptance.Programs.answer;
import static dev.clew.instrumentation.acceptance.Programs.variable;
import static dev.clew.instrumentation.acceptance.Programs.work;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.OperationNames;
import dev.clew.instrumentation.Operations;
import dev.clew.instrumentation.Trace;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.TracingOptions;
import dev.clew.instrumentation.http.HttpTracing;
import dev.clew.instrumentation.http.RequestUser;
import dev.clew.instrumentation.http.TracingHttpFilter;
import dev.clew.instrumentation.jdbc.DbSpanNames;
import dev.clew.instrumentation.jdbc.JdbcTracing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import redis.clients.jedis.Jedis;

/// A gateway: middleware, a database, a cache before it, a breaker with a fallback, and
/// orders that are traced by hand.
final class ApiGateway {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newHttpClient();
  private final DataSource all;
  private final DataSource one;
  private final Orders orders = Tracing.wrap(Orders.class, new TracedOrders());
  private final ServerSocket generator;
  private String self = "";

  /// What a decorator does there, an interface does here.
  private interface Orders {
    @Trace("MyService.fetchData")
    String fetchData(String order);
  }

  private static final class TracedOrders implements Orders {
    @Override
    public String fetchData(String order) {
      return "data of " + order;
    }
  }

  private ApiGateway(String url, ServerSocket generator) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    all = JdbcTracing.builder().names(DbSpanNames.DB_QUERY_COLLECTION).build().wrap(database);
    one = JdbcTracing.builder().names(DbSpanNames.DOTTED).build().wrap(database);
    this.generator = generator;
  }

  /// Listens, until it is ended.
  public static void main(String[] args) throws IOException {
    Tracing.init(TracingOptions.builder().operationNames(OperationNames.DOTTED_KEYS).build());
    Filter tracing = new TracingHttpFilter(http().build());
    // As it is drawn there, with the id in the name.
    Filter tracingByPath =
        new TracingHttpFilter(
            http().serverNames((method, route, host, path) -> method + " " + path).build());
    Filter auth =
        TracingHttpFilter.middleware("auth", Filter.beforeHandler("auth", exchange -> work(2)));
    Filter rateLimit =
        TracingHttpFilter.middleware("rateLimit", Filter.beforeHandler("limit", e -> work(1)));

    // Takes connections and never answers.
    ServerSocket generator = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ApiGateway gateway = new ApiGateway(variable("DATABASE_URL"), generator);
    HttpServer server = Programs.server();
    gateway.self = "http://localhost:" + server.getAddress().getPort();
    server
        .createContext("/api/blueprints", gateway::blueprints)
        .getFilters()
        .addAll(List.of(tracing, auth, rateLimit));
    server
        .createContext("/api/blueprints/", gateway::blueprint)
        .getFilters()
        .addAll(List.of(tracingByPath, auth));
    server
        .createContext("/api/iac/generate", gateway::generate)
        .getFilters()
        .addAll(List.of(tracing, auth));
    server.createContext("/api/orders", gateway::order).getFilters().add(tracing);
    server
        .createContext("/api/data", exchange -> answer(exchange, 200, "{}"))
        .getFilters()
        .add(tracing);
    Programs.serve(server);
  }

  private static HttpTracing.Builder http() {
    return HttpTracing.builder()
        .responseSpan(true)
        .user(
            header ->
                new RequestUser(
                    header.apply("x-user-id"), null, header.apply("x-user-subscription")));
  }

  /// A query that takes 45 ms.
  private void blueprints(HttpExchange exchange) throws IOException {
    answer(exchange, 200, query(all, "select name, pg_sleep(0.045) from blueprints", null));
  }

  /// One from the cache, or else from the database in 35 ms.
  private void blueprint(HttpExchange exchange) throws IOException {
    HttpTracing.route("/api/blueprints/{id}");
    String key = "blueprint:" + exchange.getRequestURI().getPath().replaceAll(".*/", "");
    try (Jedis redis = new Jedis("localhost", Integer.parseInt(variable("REDIS_PORT")))) {
      @Nullable String cached =
          Operations.<@Nullable String, RuntimeException>traceCacheOperation(
              "get",
              key,
              () -> {
                work(1);
                return redis.get(key);
              });
      if (cached == null) {
        String name = "select name, pg_sleep(0.035) from blueprints where id = ?";
        String found = query(one, name, 123);
        Operations.traceCacheOperation(
            "set",
            key,
            () -> {
              work(2);
              redis.set(key, found);
            });
        cached = found;
      }
      answer(exchange, 200, cached);
    }
  }

  /// Asks a generator that does not answer, and takes what there is instead.
  private void generate(HttpExchange exchange) throws IOException {
    try {
      String template =
          Operations.traceCircuitBreakerCall(
              "iac-generator",
              "iac-generator",
              () ->
                  Operations.traceExternalCall(
                          "iac-generator",
                          "POST",
                          "/generate",
                          () -> post("http://localhost:" + generator.getLocalPort() + "/generate"))
                      .body(),
              "cached_template",
              () -> {
                work(5);
                return "{}";
              });
      answer(exchange, 200, template);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /// An order, traced by hand.
  private void order(HttpExchange exchange) throws IOException {
    try {
      Tracing.traceFunction(
          "order.process",
          () -> {
            Tracing.setSpanAttributes("order.id", "o-1", "order.status", "processing");
            Tracing.addSpanEvent("validation.started", "data.type", "object", "data.size", 12);
            Tracing.addSpanEvent("validation.completed", "validation.result", "valid");
            orders.fetchData("o-1");
            callDownstream();
            try {
              throw new IllegalStateException("out of stock");
            } catch (IllegalStateException e) {
              Tracing.createSpan("order.reserve").recordSpanError(e).end();
            }
            Tracing.setSpanAttributes(Map.of("order.status", "completed"));
            return null;
          },
          "operation.type",
          "business",
          "service",
          "order-service");
      answer(exchange, 200, "{}");
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private void callDownstream() throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(self + "/api/data"));
    Tracing.getTraceContext().forEach(request::header);
    client.send(request.build(), HttpResponse.BodyHandlers.discarding());
  }

  private HttpResponse<String> post(String url) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String query(DataSource source, String sql, @Nullable Integer id)
      throws IOException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      if (id != null) {
        statement.setInt(1, id);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return "{\"name\":\"" + rows.getString("name") + "\"}";
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
