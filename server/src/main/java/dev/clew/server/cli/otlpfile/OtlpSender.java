package dev.clew.server.cli.otlpfile;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// Sends requests of OTLP over HTTP in protobuf, each until it is answered for good.
///
/// What the protocol calls retryable (429, 502, 503, 504) is sent again, as is what a broken
/// connection left in doubt: the server drops exact repeats. Between two attempts it waits as long
/// as the server asks, or twice as long as the time before.
public final class OtlpSender {
  /// How patient the sender is.
  ///
  /// @param firstWait before the second attempt
  /// @param longestWait between two attempts
  /// @param attempts at one request, before it is given up
  public record Patience(Duration firstWait, Duration longestWait, int attempts) {
    /// Gives a request up after three minutes and a half, about.
    public static final Patience USUAL =
        new Patience(Duration.ofMillis(500), Duration.ofSeconds(30), 12);
  }

  /// What the server made of a request.
  ///
  /// @param rejectedSpans how many of its spans were not taken
  /// @param message why, or a warning; empty as a rule
  record Answer(long rejectedSpans, String message) {}

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI uri;
  private final Patience patience;
  private final Consumer<String> waiting;
  private volatile boolean reached;

  /// @param endpoint of OTLP over HTTP, without the path
  /// @param waiting is told, for people, why an attempt has to be made again
  public OtlpSender(URI endpoint, Patience patience, Consumer<String> waiting) {
    uri = endpoint.resolve("/v1/traces");
    this.patience = patience;
    this.waiting = waiting;
  }

  /// Sends a request; from any thread.
  ///
  /// @throws RefusedException when the server does not want it
  /// @throws ConnectException when nobody listens, on the first request of all
  /// @throws IOException when it was in vain as often as patience allows
  Answer send(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/x-protobuf")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    Duration wait = patience.firstWait();
    for (int attempt = 1; ; attempt++) {
      String trouble;
      Duration pause = jittered(wait);
      try {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        reached = true;
        switch (response.statusCode()) {
          case 200 -> {
            return answer(response.body());
          }
          case 429, 502, 503, 504 -> {
            trouble = response.statusCode() + " " + message(response.body());
            pause = retryAfter(response, pause);
          }
          default -> throw new RefusedException(response.statusCode(), message(response.body()));
        }
      } catch (RefusedException e) {
        throw e;
      } catch (IOException e) {
        if (!reached && e instanceof ConnectException) {
          throw e;
        }
        trouble = e.getMessage() == null ? e.toString() : e.getMessage();
      }
      if (attempt >= patience.attempts()) {
        throw new IOException("given up after " + attempt + " attempts: " + trouble);
      }
      waiting.accept(String.format("again in %.1f s, for: %s", pause.toMillis() / 1000.0, trouble));
      Thread.sleep(pause);
      wait = min(wait.multipliedBy(2), patience.longestWait());
    }
  }

  /// A request is not wanted, and would not be if it was sent again.
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(int status, String message) {
      super("refused with " + status + (message.isEmpty() ? "" : ": " + message));
    }
  }

  private static Answer answer(byte[] body) throws IOException {
    ExportTracePartialSuccess partial =
        ExportTraceServiceResponse.parseFrom(body).getPartialSuccess();
    return new Answer(partial.getRejectedSpans(), partial.getErrorMessage());
  }

  /// Field 2 of a `google.rpc.Status`; empty where the body is something else.
  private static String message(byte[] body) {
    CodedInputStream in = CodedInputStream.newInstance(body);
    try {
      while (!in.isAtEnd()) {
        int tag = in.readTag();
        if (tag == (2 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
          return in.readStringRequireUtf8();
        }
        if (!in.skipField(tag)) {
          return "";
        }
      }
    } catch (InvalidProtocolBufferException e) {
      return "(the answer is not OTLP's: is this the right port?)";
    } catch (IOException e) {
      throw new AssertionError("an array cannot fail to be read", e);
    }
    return "";
  }

  /// The wait that the server asks for in seconds, as far as patience goes; else the given one.
  private Duration retryAfter(HttpResponse<?> response, Duration otherwise) {
    String seconds = response.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("\\d{1,6}")
        ? min(Duration.ofSeconds(Long.parseLong(seconds)), patience.longestWait())
        : otherwise;
  }

  private static Duration jittered(Duration wait) {
    return wait.multipliedBy(ThreadLocalRandom.current().nextInt(75, 126)).dividedBy(100);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
