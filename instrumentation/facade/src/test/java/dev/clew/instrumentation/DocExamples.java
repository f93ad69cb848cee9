package dev.clew.instrumentation;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The examples of `docs/library.md` and its parts, to be compiled and run; {@link DocTest}
/// compares the two.
final class DocExamples {
  record Order(String id) {}

  interface Payments {
    void charge(String order);
  }

  static final class CardPayments implements Payments {
    @Override
    @Trace
    public void charge(String order) {}
  }

  private DocExamples() {}

  static String start() {
    Tracing.init();
    String report = Tracing.withSpan("report.build", () -> build("may"), "report.month", "may");
    return report;
  }

  static void spans() {
    Order order =
        Tracing.withSpan(
            "order.process",
            () -> {
              Tracing.setSpanAttributes("order.id", "o-1", "order.status", "processing");
              Tracing.addSpanEvent("validation.started", "data.type", "order");
              return process("o-1");
            });
    CompletableFuture<Order> later = Tracing.withSpan("order.later", () -> processAsync("o-2"));
    Tracing.setAttribute("same", order.equals(later.join()));
  }

  static void parents() {
    ClewSpan parent = Tracing.createSpan("import", "file.name", "may.csv");
    try (ClewSpan child = Tracing.openSpan("import.parse", parent.context())) {
      child.setAttribute("file.rows", 12);
    }
    parent.end();
  }

  static void annotation() {
    Payments payments = Tracing.wrap(Payments.class, new CardPayments());
    payments.charge("o-1");
  }

  static void errors() {
    try {
      charge("o-1");
    } catch (TimeoutException e) {
      Tracing.recordSpanError(e);
      if (Tracing.isRecoverable(e)) {
        Tracing.addSpanEvent("retry.attempt", "attempt", 2);
      }
    }
  }

  static String requests(Map<String, String> headers) {
    RequestSpan request = Tracing.createSpanFromRequest("auth.login", headers);
    String user = request.call(() -> login());
    Tracing.finishSpanWithResponse(request.span(), 200);
    return user;
  }

  static String threads() throws Exception {
    ExecutorService pool = TracedThreads.executor(Executors.newFixedThreadPool(4));
    Future<String> built = pool.submit(() -> Tracing.withSpan("report.part", () -> build("june")));
    pool.shutdown();
    return built.get();
  }

  static void injected() {
    ClewTracer tracer = Tracing.tracer("order-service");
    tracer.withSpan("OrderService.createOrder", () -> process("o-3"));
  }

  static Order operations(Map<String, Order> cache) throws TimeoutException {
    Order cached = Operations.traceCacheOperation("get", "order:7", () -> cache.get("7"));
    Order order =
        Operations.traceDatabaseOperation(
            "SELECT", "orders", () -> process("7"), "db.system", "postgresql", "db.name", "shop");
    Operations.traceCacheOperation("set", "order:7", () -> cache.put("7", order));
    Order priced =
        Operations.traceCircuitBreakerCall(
            "prices",
            "price-service",
            () -> Operations.traceExternalCall("price-service", "GET", "/7", () -> priced("7")),
            "last_price",
            () -> order);
    return cached == null ? priced : cached;
  }

  static void events(Executor pool, Consumer<String> audit) {
    EventBus bus = new EventBus(pool);
    bus.subscribe(event -> audit.accept(event.name() + " in trace " + event.traceId()));
    bus.publish("job.started", "job.id", "job-123");
  }

  static boolean doctor() {
    DoctorReport report = Tracing.doctor();
    if (!report.isHealthy()) {
      System.err.println(report);
    }
    return report.isHealthy();
  }

  private static Order priced(String id) throws TimeoutException {
    throw new TimeoutException("no price for " + id);
  }

  private static String build(String month) {
    return "report of " + month;
  }

  private static Order process(String id) {
    return new Order(id);
  }

  private static CompletableFuture<Order> processAsync(String id) {
    return CompletableFuture.completedFuture(new Order(id));
  }

  private static void charge(String id) throws TimeoutException {
    throw new TimeoutException("no answer for " + id);
  }

  private static String login() {
    return "user-123";
  }

  static TracingOptions sink() {
    Queue<String> names = new ConcurrentLinkedQueue<>();
    TracingOptions options =
        TracingOptions.builder().sink(span -> names.add(span.getName())).build();
    return options;
  }
}
