package dev.clew.benchmarks;

import java.util.SplittableRandom;

/// The spans of one service that wait to be sent, already in protobuf.
final class WorkloadSpans {
  private static final String[] NAMES = {
    "gateway", "catalog", "cart", "checkout", "payment", "shipping", "users", "search"
  };
  private static final String[] METHODS = {"GET", "GET", "GET", "POST", "PUT", "DELETE"};
  private static final String[] AGENTS = {
    "Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0",
    "Mozilla/5.0 (Macintosh) Safari/605.1.15",
    "okhttp/4.12.0",
    "python-requests/2.32.3",
    "Go-http-client/2.0",
    "curl/8.9.1"
  };
  private static final String[] QUERIES = {
    "SELECT id, name, price FROM %s WHERE id = $1",
    "SELECT count(*) FROM %s WHERE owner = $1",
    "UPDATE %s SET state = $1, changed = now() WHERE id = $2",
    "INSERT INTO %s (id, owner, state) VALUES ($1, $2, $3)"
  };
  private static final String[] OPERATIONS = {"SELECT", "SELECT", "UPDATE", "INSERT"};
  private static final String STACK_TRACE =
      """
      java.util.concurrent.TimeoutException: upstream did not answer in time
      \tat com.example.shop.Client.call(Client.java:118)
      \tat com.example.shop.Handler.handle(Handler.java:57)\
      """;
  private static final int ROUTES = 12;
  private static final int PATHS = 50_000;
  private static final int CLIENTS = 260_000;
  private static final int USERS = 200_000;
  private static final int ITEMS = 1_000_000;
  private static final int RARE_KEYS = 400;
  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int ERROR = 2;

  private final int service;
  private final SplittableRandom random;
  private final ProtobufWriter head = new ProtobufWriter();
  private final ProtobufWriter pending = new ProtobufWriter();
  private final ProtobufWriter span = new ProtobufWriter();
  private final int[] ends = new int[4 * Workload.SPANS_PER_REQUEST];
  private int count;

  WorkloadSpans(int service, SplittableRandom random) {
    this.service = service;
    this.random = random;
    resource();
  }

  int count() {
    return count;
  }

  /// A request of the first `wanted` spans, which then no longer wait.
  byte[] take(int wanted) {
    int length = ends[wanted - 1];
    byte[] request = head.request(pending, length);
    pending.dropFirst(length);
    count -= wanted;
    for (int i = 0; i < count; i++) {
      ends[i] = ends[i + wanted] - length;
    }
    return request;
  }

  void http(
      long traceIdHigh,
      long traceIdLow,
      long id,
      long parent,
      boolean server,
      long start,
      long duration,
      boolean failed,
      int callee) {
    int route = random.nextInt(ROUTES);
    String method = METHODS[route % METHODS.length];
    String path = "/api/" + NAMES[callee] + "/{id}/v" + route;
    begin(
        traceIdHigh,
        traceIdLow,
        id,
        parent,
        server ? method + " " + path : method,
        server ? SERVER : CLIENT,
        start,
        duration);
    span.attribute("http.request.method", method);
    span.attribute("http.route", path);
    span.attribute(
        "url.path", "/api/" + NAMES[callee] + "/" + random.nextInt(PATHS) + "/v" + route);
    span.attribute("http.response.status_code", failed ? 500 : 200 + random.nextInt(3) / 2);
    span.attribute("server.address", NAMES[callee] + ".shop.svc.local");
    int client = random.nextInt(CLIENTS);
    span.attribute(
        "client.address",
        "10." + (client >> 16) + "." + (client >> 8 & 255) + "." + (client & 255));
    span.attribute("user_agent.original", AGENTS[random.nextInt(AGENTS.length)]);
    span.attribute("network.protocol.version", random.nextInt(10) == 0 ? "2" : "1.1");
    double user = random.nextDouble();
    span.attribute("user.id", "u-" + (100_000 + (int) (user * user * user * USERS)));
    span.attribute("thread.id", 20 + random.nextInt(64));
    rareAttribute();
    if (failed) {
      failure(start + duration);
    }
    end();
  }

  void database(
      long traceIdHigh, long traceIdLow, long id, long parent, long start, long duration) {
    int query = random.nextInt(QUERIES.length);
    String table = NAMES[service] + "_" + random.nextInt(6);
    begin(
        traceIdHigh,
        traceIdLow,
        id,
        parent,
        OPERATIONS[query] + " " + table,
        CLIENT,
        start,
        duration);
    span.attribute("db.system.name", "postgresql");
    span.attribute("db.namespace", NAMES[service]);
    span.attribute("db.operation.name", OPERATIONS[query]);
    span.attribute("db.collection.name", table);
    span.attribute("db.query.text", QUERIES[query].replace("%s", table));
    span.attribute("server.address", "postgres-" + service + ".shop.svc.local");
    span.attribute("server.port", 5432);
    span.attribute("db.response.returned_rows", random.nextInt(1 << random.nextInt(1, 8)));
    span.attribute("db.pool.reused", random.nextInt(20) != 0);
    span.attribute("item.id", "item-" + random.nextInt(ITEMS));
    rareAttribute();
    end();
  }

  private void rareAttribute() {
    if (random.nextInt(4) == 0) {
      double skew = random.nextDouble();
      int key = (int) (skew * skew * skew * RARE_KEYS);
      span.attribute("app.feature.k" + key, "v" + random.nextInt(20));
    }
  }

  private void failure(long at) {
    span.status("upstream did not answer in time", ERROR);
    span.exception(
        at,
        "java.util.concurrent.TimeoutException",
        "upstream did not answer in time",
        STACK_TRACE);
  }

  private void begin(
      long traceIdHigh,
      long traceIdLow,
      long id,
      long parent,
      String name,
      int kind,
      long start,
      long duration) {
    span.clear();
    span.span(traceIdHigh, traceIdLow, id, parent, name, kind, start, start + duration);
  }

  private void end() {
    pending.message(2, span);
    ends[count++] = pending.size();
  }

  private void resource() {
    head.attribute("service.name", NAMES[service]);
    head.attribute("service.version", "2." + service + ".1");
    head.attribute("service.namespace", "shop");
    head.attribute("service.instance.id", NAMES[service] + "-6f9c7d5b8-x" + service + "k2p");
    head.attribute("deployment.environment.name", "production");
    head.attribute("host.name", "node-" + service % 3);
    head.attribute("telemetry.sdk.language", "java");
    head.attribute("telemetry.sdk.name", "opentelemetry");
    head.attribute("telemetry.sdk.version", "1.65.0");
  }
}
