package dev.clew.instrumentation.spi.export;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Messages as bodies of HTTP requests.
///
/// A request that finds no backend, or one that asks for patience (429, 502, 503, 504), is tried
/// {@link #ATTEMPTS} times within the timeout of one message. A request that was sent and not
/// answered in time is not repeated: it may have arrived.
final class HttpWire implements Wire {
  private static final int LIMIT = 4 << 20;
  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Set<Integer> PATIENCE = Set.of(429, 502, 503, 504);

  private final URI uri;
  private final String method;
  private final Map<String, String> headers;
  private final Duration timeout;
  private @Nullable HttpClient client;

  /// @param timeout for a message, with all attempts
  HttpWire(URI uri, String method, Map<String, String> headers, Duration timeout) {
    this.uri = uri;
    this.method = method;
    this.headers = new LinkedHashMap<>(headers);
    this.timeout = timeout;
  }

  /// An answer that says no.
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    Refused(URI uri, int status, String answer) {
      super(addressOf(uri) + " answered " + status + (answer.isEmpty() ? "" : " '" + answer + "'"));
      this.status = status;
    }

    String reason() {
      return Integer.toString(status);
    }
  }

  @Override
  public int limit() {
    return LIMIT;
  }

  @Override
  public void send(SpanFormat.Message message) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (int attempt = 1; ; attempt++) {
      try {
        post(message, deadline - System.nanoTime());
        return;
      } catch (IOException e) {
        long pause = PAUSE.toNanos() << (attempt - 1);
        boolean mayRepeat =
            e instanceof Refused refused
                ? PATIENCE.contains(refused.status)
                : !(e instanceof HttpTimeoutException);
        if (!mayRepeat || attempt == ATTEMPTS || System.nanoTime() + pause >= deadline) {
          throw e;
        }
        TimeUnit.NANOSECONDS.sleep(pause);
      }
    }
  }

  private void post(SpanFormat.Message message, long nanos)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(message.bytes()));
    headers.forEach(request::setHeader);
    message.headers().forEach(request::setHeader);
    CompletableFuture<HttpResponse<String>> answer =
        client().sendAsync(request.build(), info -> new ShortText());
    HttpResponse<String> response;
    try {
      // Not the request's own timeout: that one ends with the headers of the answer.
      response = answer.get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      HttpTimeoutException timedOut =
          new HttpTimeoutException(
              addressOf(uri) + " did not answer within " + timeout.toMillis() + " ms");
      timedOut.initCause(e);
      throw timedOut;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException io ? named(io) : new IOException(cause);
    } finally {
      answer.cancel(true);
    }
    if (response.statusCode() / 100 != 2) {
      throw new Refused(uri, response.statusCode(), response.body());
    }
  }

  /// The client's own exceptions often say nothing at all.
  private IOException named(IOException e) {
    if (e.getMessage() == null && e instanceof ConnectException) {
      ConnectException named = new ConnectException("nothing answers at " + addressOf(uri));
      named.initCause(e);
      return named;
    }
    return e;
  }

  /// Made with the first message: an agent builds exporters before the JVM is ready for it.
  private HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(timeout)
              .build();
      client = made;
    }
    return made;
  }

  @Override
  public void close() {
    client = null;
  }

  private static String addressOf(URI uri) {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  @Override
  public String toString() {
    return addressOf(uri);
  }
}
