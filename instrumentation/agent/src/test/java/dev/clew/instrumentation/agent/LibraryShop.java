package dev.clew.instrumentation.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.Trace;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.TracingHandle;
import dev.clew.instrumentation.TracingOptions;
import dev.clew.instrumentation.http.TracingFilter;
import dev.clew.instrumentation.http.TracingHttpClient;
import dev.clew.instrumentation.http.TracingHttpFilter;
import dev.clew.instrumentation.jdbc.JdbcTracing;
import dev.clew.instrumentation.redis.JedisTracing;
import dev.clew.instrumentation.redis.LettuceTracing;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.postgresql.ds.PGSimpleDataSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;

/// An application that uses the filters, clients and annotations of Clew, and `@WithSpan` beside
/// them.
///
/// It initialises tracing from ten threads at once and once more, then answers a request to the
/// JDK's server and one to a servlet, through Clew's filters. What it finds is printed. Its
/// argument is the URL of a database.
final class LibraryShop {
  private final HttpClient client = TracingHttpClient.wrap(HttpClient.newHttpClient());
  private final int port;
  private final DataSource database;
  private final UnifiedJedis jedis;
  private final StatefulRedisConnection<String, String> lettuce;

  private LibraryShop(
      int port,
      DataSource database,
      UnifiedJedis jedis,
      StatefulRedisConnection<String, String> lettuce) {
    this.port = port;
    this.database = database;
    this.jedis = jedis;
    this.lettuce = lettuce;
  }

  /// Has its methods traced by `Tracing.wrap`.
  interface Prices {
    @Trace("Prices.of")
    int of(String item);
  }

  /// Has its methods traced by the extension, and not a second time by `Tracing.wrap`.
  static final class Stock implements Supplier<Integer> {
    @Override
    @Trace("Stock.count")
    public Integer get() {
      return 12;
    }

    @Trace
    CompletableFuture<Integer> later(CompletableFuture<Integer> count) {
      return count;
    }

    @Trace
    private static void fail() {
      throw new IllegalStateException("no stock");
    }
  }

  public static void main(String[] args) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(10);
    initialise(workers);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setURL(args[0]);
    UnifiedJedis jedis =
        JedisTracing.create().client(new HostAndPort("localhost", Integer.parseInt(args[1])));
    ClientResources resources = ClientResources.builder().tracing(LettuceTracing.create()).build();
    RedisClient redis = RedisClient.create(resources, "redis://localhost:" + args[1]);
    LibraryShop shop =
        new LibraryShop(
            server.getAddress().getPort(),
            JdbcTracing.create().wrap(postgres),
            jedis,
            redis.connect());
    server.createContext("/orders", shop::orders).getFilters().add(new TracingHttpFilter());
    server.createContext("/stock", LibraryShop::stock).getFilters().add(new TracingHttpFilter());
    server.start();
    Server jetty = jetty(shop);
    jetty.start();
    try {
      print("jdk", Loopback.get(shop.port, "/orders", List.of("x-request-id: r-17")));
      int servlets = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
      print("servlet", Loopback.get(servlets, "/invoices/7", List.of("x-request-id: r-18")));
    } finally {
      jetty.stop();
      server.stop(0);
      workers.shutdown();
      jedis.close();
      redis.shutdown();
      resources.shutdown().get();
    }
  }

  private static void initialise(ExecutorService threads) throws Exception {
    List<Future<TracingHandle>> handles = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      handles.add(threads.submit(() -> Tracing.init()));
    }
    Set<TracingHandle> distinct = new HashSet<>();
    for (Future<TracingHandle> handle : handles) {
      distinct.add(handle.get());
    }
    distinct.add(Tracing.init(TracingOptions.builder().service("other").build()));
    TracingHandle handle = distinct.iterator().next();
    System.out.println("handles " + distinct.size());
    System.out.println("adopted " + handle.isAdopted());
    System.out.println("active " + Tracing.isActive());
    // Whoever owns the tracing goes on.
    handle.close();
    System.out.println("active " + Tracing.isActive());
  }

  private static Server jetty(LibraryShop shop) {
    Server jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ServletContextHandler context = new ServletContextHandler("/");
    context.addFilter(
        new FilterHolder(new TracingFilter()), "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(shop.new Invoices()), "/invoices/*");
    jetty.setHandler(context);
    return jetty;
  }

  private void orders(HttpExchange exchange) throws IOException {
    String answer = Tracing.withSpan("order.process", () -> reserve("book"), "order.item", "book");
    answer(exchange, answer);
  }

  @WithSpan
  String reserve(String item) throws IOException {
    Prices prices = Tracing.wrap(Prices.class, ordered -> 12);
    return Tracing.withSpan("stock.check", () -> ask("/stock")) + prices.of(item);
  }

  private String invoice() throws IOException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 'thanks' WHERE 7 = 7")) {
      row.next();
      jedis.set("invoice", row.getString(1));
      return String.valueOf(lettuce.sync().get("invoice"));
    } catch (SQLException e) {
      throw new IOException("no invoice", e);
    }
  }

  private String ask(String path) throws IOException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  private static void stock(HttpExchange exchange) throws IOException {
    Stock stock = new Stock();
    CompletableFuture<Integer> later = new CompletableFuture<>();
    @SuppressWarnings("ReferenceEquality") // the same object is what is asked for
    boolean same = stock.later(later) == later;
    Object count = Tracing.wrap(Supplier.class, stock).get();
    // After the next span has ended.
    later.complete(12);
    try {
      Stock.fail();
    } catch (IllegalStateException e) {
      answer(exchange, (same ? count : "another stage") + " but " + e.getMessage());
    }
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void print(String what, String answer) {
    answer.lines().forEach(line -> System.out.println(what + " answered " + line));
  }

  /// A servlet that works in a span.
  private final class Invoices extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print(Tracing.withSpan("invoice.print", () -> invoice()));
    }
  }
}
