package dev.clew.instrumentation.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import redis.clients.jedis.Jedis;

/// An application that knows nothing of Clew and nothing of OpenTelemetry.
///
/// Its arguments are the URL of a database, the port of a Redis, and one request after another: the
/// lines of its headers, separated by `|`. Each asks for `/orders`, whose handler asks the
/// database, Redis twice, and its own `/stock` by the JDK's client. What `/stock` receives is
/// printed.
final class PlainShop {
  private final int port;
  private final Connection database;
  private final Jedis jedis;
  private final StatefulRedisConnection<String, String> lettuce;

  private PlainShop(
      int port, Connection database, Jedis jedis, StatefulRedisConnection<String, String> lettuce) {
    this.port = port;
    this.database = database;
    this.jedis = jedis;
    this.lettuce = lettuce;
  }

  public static void main(String[] args) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService workers = Executors.newCachedThreadPool();
    server.setExecutor(workers);
    RedisClient redis = RedisClient.create("redis://localhost:" + args[1]);
    try (Connection database = DriverManager.getConnection(args[0]);
        Jedis jedis = new Jedis("localhost", Integer.parseInt(args[1]));
        StatefulRedisConnection<String, String> lettuce = redis.connect()) {
      PlainShop shop = new PlainShop(server.getAddress().getPort(), database, jedis, lettuce);
      server.createContext("/orders", shop::orders);
      server.createContext("/stock", PlainShop::stock);
      server.createContext("/fail", shop::fail);
      server.start();
      for (String request : Arrays.asList(args).subList(2, args.length)) {
        List<String> parts = List.of(request.split("\\|"));
        String answer = Loopback.get(shop.port, parts.get(0), parts.subList(1, parts.size()));
        System.out.println("answered " + answer.lines().findFirst().orElse("nothing"));
      }
    } finally {
      server.stop(0);
      workers.shutdown();
      redis.shutdown();
    }
  }

  private void fail(HttpExchange exchange) {
    try (Statement statement = database.createStatement()) {
      statement.execute("SELECT 7");
    } catch (SQLException e) {
      throw new IllegalStateException("the order cannot be had", e);
    }
    throw new IllegalStateException("no stock");
  }

  private void orders(HttpExchange exchange) throws IOException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT 'book' WHERE 7 = 7")) {
      row.next();
      jedis.set("order", row.getString(1));
      String order = lettuce.sync().get("order");
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/stock"))
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      String stock = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
      answer(exchange, order + stock);
    } catch (SQLException | InterruptedException e) {
      throw new IOException("the order cannot be had", e);
    }
  }

  private static void stock(HttpExchange exchange) throws IOException {
    TreeMap<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    System.out.println("stock got " + headers);
    answer(exchange, "12");
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
