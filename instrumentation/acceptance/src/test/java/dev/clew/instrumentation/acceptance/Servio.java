package dev.clew.instrumentation.acceptance;

import static dev.clew.instrumentation.acceptance.Programs.answer;
import static dev.clew.instrumentation.acceptance.Programs.variable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.ClewSpan;
import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.Tracing;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/// Orders: a route, a service and a repository, each with spans made by hand below an
/// explicit parent.
final class Servio {
  private final ClewTracer tracer = Tracing.tracer("servio");
  private final PGSimpleDataSource database = new PGSimpleDataSource();

  /// What a customer orders; `items` of them.
  private record CreateOrder(String userId, String venueId, int items) {}

  private Servio(String url) {
    database.setUrl(url);
  }

  /// Listens, until it is ended.
  public static void main(String[] args) throws IOException {
    Tracing.init();
    HttpServer server = Programs.server();
    server.createContext("/api/orders", new Servio(variable("DATABASE_URL"))::route);
    Programs.serve(server);
  }

  private void route(HttpExchange exchange) throws IOException {
    ClewSpan span =
        tracer.startSpan(
            "api.orders.create",
            "http.method",
            "POST",
            "http.url",
            exchange.getRequestURI().toString());
    exchange.getResponseHeaders().set("x-trace-id", span.traceId());
    try {
      String query = exchange.getRequestURI().getQuery();
      CreateOrder order = new CreateOrder("user-456", "venue-789", Integer.parseInt(query));
      span.setAttribute("order.userId", order.userId());
      span.setAttribute("order.venueId", order.venueId());
      createOrder(order, span.context());
      span.setStatus(StatusCode.OK);
      span.end();
      answer(exchange, 200, "{\"id\":1}");
    } catch (SQLException | RuntimeException e) {
      span.recordException(e);
      span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
      span.end();
      answer(exchange, 500, "{\"error\":\"Failed to create order\"}");
    }
  }

  private void createOrder(CreateOrder order, Context parent) throws SQLException {
    ClewSpan span =
        tracer.createSpan(
            "OrderService.createOrder",
            parent,
            "order.userId",
            order.userId(),
            "order.venueId",
            order.venueId());
    try {
      validateOrder(order, span.context());
      insert(order, span.context());
      ClewSpan confirmation = tracer.createSpan("OrderService.sendConfirmation", span.context());
      confirmation.addEvent("order.created", "orderId", "1", "timestamp", 1_764_000_000_000L);
      confirmation.addEvent("payment.processed", "paymentId", "456", "amount", 100);
      confirmation.end();
      span.setStatus(StatusCode.OK);
    } catch (SQLException | RuntimeException e) {
      span.recordException(e);
      span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
      throw e;
    } finally {
      span.end();
    }
  }

  private void validateOrder(CreateOrder order, Context parent) {
    ClewSpan span =
        tracer.createSpan("OrderService.validateOrder", parent, "order.items", order.items());
    boolean isValid = order.items() > 0;
    span.setAttribute("validation.isValid", isValid);
    span.setStatus(StatusCode.OK);
    span.end();
    if (!isValid) {
      throw new IllegalArgumentException("an order without items");
    }
  }

  private void insert(CreateOrder order, Context parent) throws SQLException {
    ClewSpan span =
        tracer.createSpan(
            "OrderRepository.create",
            parent,
            "db.system",
            "postgresql",
            "db.name",
            "servio",
            "db.operation",
            "INSERT",
            "db.table",
            "orders");
    long started = System.currentTimeMillis();
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("insert into orders (user_id, items) values (?, ?)")) {
      statement.setString(1, order.userId());
      statement.setInt(2, order.items());
      statement.executeUpdate();
      span.setAttribute("db.duration", System.currentTimeMillis() - started);
      span.setStatus(StatusCode.OK);
    } catch (SQLException e) {
      span.recordException(e);
      span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
      throw e;
    } finally {
      span.end();
    }
  }
}
