package dev.clew.instrumentation.acceptance;

import static dev.clew.instrumentation.acceptance.Programs.answer;
import static dev.clew.instrumentation.acceptance.Programs.variable;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.ClewSpan;
import dev.clew.instrumentation.RequestSpan;
import dev.clew.instrumentation.TraceContext;
import dev.clew.instrumentation.TraceHeaders;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.http.ErrorAnswer;
import dev.clew.instrumentation.http.HttpTracing;
import dev.clew.instrumentation.http.TracingHttpFilter;
import dev.clew.instrumentation.redis.JedisTracing;
import dev.clew.instrumentation.redis.RedisSpanNames;
import dev.clew.instrumentation.redis.RedisTracing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/// A server with a log-in with a session in Redis, and a mail that a worker of another
/// language sends, here one in the same process that knows the job's arguments alone.
final class TrademachineServer {
  private static final String QUEUE = "oban:mail";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RedisClient redis;

  private TrademachineServer(int redisPort) {
    RedisTracing tracing = RedisTracing.builder().names(RedisSpanNames.REDIS_DASH).build();
    redis = JedisTracing.of(tracing).client(new HostAndPort("localhost", redisPort));
  }

  /// Listens, until it is ended.
  public static void main(String[] args) throws IOException {
    Tracing.init();
    TrademachineServer trademachine =
        new TrademachineServer(Integer.parseInt(variable("REDIS_PORT")));
    Filter tracing =
        new TracingHttpFilter(
            HttpTracing.builder()
                .errorAnswer(error -> ErrorAnswer.json(401, "{\"error\":\"log-in failed\"}"))
                .build());
    HttpServer server = Programs.server();
    List<Filter> login = server.createContext("/auth/login", trademachine::login).getFilters();
    login.add(tracing);
    String page = System.getenv("PAGE_ORIGIN");
    if (page != null) {
      login.add(new CrossOrigin(page));
    }
    server
        .createContext("/auth/login/sendResetEmailOban", trademachine::sendResetEmail)
        .getFilters()
        .add(tracing);
    Programs.serve(server);
  }

  private void login(HttpExchange exchange) throws IOException {
    RequestSpan request = Tracing.createSpanFromRequest("auth.login", exchange.getRequestHeaders());
    try {
      request.run(
          () -> {
            String userId = userOf(exchange);
            redis.set("session:" + userId, "open");
            redis.get("session:" + userId);
            Tracing.addSpanAttributes(Map.of("user.id", userId, "auth.method", "session"));
            Tracing.addSpanEvent("user.authenticated", Map.of("userId", userId));
          });
      Tracing.finishSpanWithResponse(request.span(), 200);
    } catch (RuntimeException e) {
      request.run(() -> Tracing.addSpanEvent("operation.error", "error", e.getMessage()));
      Tracing.finishSpanWithResponse(request.span(), 401, e);
      throw e;
    }
    answer(exchange, 200, "{}");
  }

  private static String userOf(HttpExchange exchange) {
    String user = exchange.getRequestHeaders().getFirst("x-user-id");
    if (user == null) {
      throw new IllegalArgumentException("unknown user");
    }
    return user;
  }

  private void sendResetEmail(HttpExchange exchange) throws IOException {
    RequestSpan request =
        Tracing.createSpanFromRequest("auth.sendResetEmailOban", exchange.getRequestHeaders());
    request.run(
        () -> {
          TraceHeaders context = Tracing.extractTraceContext();
          Map<String, Object> arguments =
              Map.of(
                  "userId",
                  "user-7",
                  "trace_context",
                  context == null ? Map.of() : context.toMap());
          redis.lpush(QUEUE, JSON.writeValueAsString(arguments));
        });
    Thread worker = new Thread(this::workOnce, "worker");
    worker.start();
    Tracing.finishSpanWithResponse(request.span(), 202);
    answer(exchange, 202, "{}");
  }

  /// Goes on with the trace that the job's arguments name.
  private void workOnce() {
    List<String> job = redis.brpop(10, QUEUE);
    Map<String, String> context;
    try {
      context =
          JSON.convertValue(
              JSON.readTree(job.get(1)).get("trace_context"),
              new TypeReference<Map<String, String>>() {});
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    TraceContext parent = Tracing.extractTraceContext(context);
    if (parent == null) {
      throw new IllegalStateException("no trace in " + context);
    }
    try (ClewSpan span = Tracing.openSpan("email.send", parent.context(), "user.id", "user-7")) {
      Tracing.addSpanEvent("email.sent");
    }
  }
}
