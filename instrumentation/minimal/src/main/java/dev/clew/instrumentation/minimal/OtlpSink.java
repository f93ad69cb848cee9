package dev.clew.instrumentation.minimal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sends spans to Clew, or to any receiver of OTLP/JSON over HTTP.
///
/// ```java
/// OtlpSink sink = OtlpSink.toClew("shop");
/// Span span = Span.createRoot("GET /orders", sink);
/// ```
///
/// Each span is a request that nobody waits for. At most {@link #IN_FLIGHT} are under way; where
/// the receiver cannot follow, or does not answer within 10 s, spans are dropped and counted.
public final class OtlpSink implements SpanSink {
  /// Requests under way at one time.
  public static final int IN_FLIGHT = 64;

  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Semaphore free = new Semaphore(IN_FLIGHT);
  private final AtomicLong dropped = new AtomicLong();
  private final URI endpoint;
  private final String service;

  /// A sink for an address.
  ///
  /// ```java
  /// new OtlpSink(URI.create("http://collector:4318/v1/traces"), "shop");
  /// ```
  ///
  /// @param endpoint with its path
  /// @param service the name the spans are found under
  public OtlpSink(URI endpoint, String service) {
    this.endpoint = endpoint;
    this.service = service;
  }

  /// A sink for a Clew on this machine.
  ///
  /// ```java
  /// Span.createRoot("GET /orders", OtlpSink.toClew("shop"));
  /// ```
  public static OtlpSink toClew(String service) {
    return new OtlpSink(URI.create("http://localhost:4318/v1/traces"), service);
  }

  /// How many spans did not get through.
  ///
  /// ```java
  /// metrics.gauge("spans.dropped", sink.dropped());
  /// ```
  public long dropped() {
    return dropped.get();
  }

  @Override
  public void send(Span span) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json(span)))
            .build();
    if (!free.tryAcquire()) {
      count(null);
      return;
    }
    var unused =
        client
            .sendAsync(request, HttpResponse.BodyHandlers.discarding())
            .whenComplete(
                (answer, error) -> {
                  if (error != null) {
                    count(error.toString());
                  } else if (answer.statusCode() >= 300) {
                    count("answer " + answer.statusCode());
                  }
                  free.release();
                });
  }

  /// Waits until everything under way has been answered or given up, for 10 s at most.
  ///
  /// ```java
  /// sink.flush();
  /// ```
  ///
  /// @return whether nothing is under way any more
  public boolean flush() throws InterruptedException {
    boolean done = free.tryAcquire(IN_FLIGHT, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (done) {
      free.release(IN_FLIGHT);
    }
    return done;
  }

  /// Says it at the first, the tenth, the hundredth and so on.
  private void count(@Nullable String reason) {
    long count = dropped.incrementAndGet();
    if (Long.toString(count).matches("10*")) {
      String why = reason == null ? IN_FLIGHT + " requests are under way" : reason;
      LOGGER.warning("%d spans could not be sent to %s: %s".formatted(count, endpoint, why));
    }
  }

  private String json(Span span) {
    TraceContext context = span.getContext();
    String parent = span.parentSpanId();
    long start = span.startEpochNanos();
    return """
    {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":%s}}]},\
    "scopeSpans":[{"scope":{"name":"dev.clew.instrumentation.minimal"},"spans":[{\
    "traceId":"%s","spanId":"%s",%s"name":%s,"kind":1,"flags":%d,\
    "startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}\
    """
        .formatted(
            Json.quoted(service),
            context.traceId(),
            context.spanId(),
            parent == null ? "" : "\"parentSpanId\":\"" + parent + "\",",
            Json.quoted(span.getName()),
            context.flags(),
            start,
            start + span.durationNanos());
  }
}
