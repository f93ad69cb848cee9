package dev.clew.instrumentation.spi.sampling;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Asks for a service's sampling strategy, on a thread of its own.
///
/// While there is no answer, it asks again after 1 s, 2 s, 4 s and so on, up to the interval
/// between two questions; the last strategy holds meanwhile. The thread ends when its sampler is
/// used no longer.
final class SamplingPoller implements Runnable {
  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");
  private static final int TIMEOUT = 5_000;
  private static final int MAX_ANSWER = 1 << 20;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /// An agent that instruments HTTP finds a parent here that is not sampled.
  private static final Context UNTRACED =
      Context.root()
          .with(
              Span.wrap(
                  SpanContext.create(
                      "00000000000000000000000000000001",
                      "0000000000000001",
                      TraceFlags.getDefault(),
                      TraceState.getDefault())));

  private final URI question;
  private final Duration interval;
  private final Consumer<Sampler> sampler;
  private final Thread thread;
  private String lastAnswer = "";
  private volatile boolean stopped;

  /// @param sampler takes each new strategy
  SamplingPoller(URI question, Duration interval, Consumer<Sampler> sampler) {
    this.question = question;
    this.interval = interval;
    this.sampler = sampler;
    thread = new Thread(this, "clew-sampling-poller");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopped = true;
    thread.interrupt();
  }

  @Override
  public void run() {
    int failures = 0;
    try (Scope untraced = UNTRACED.makeCurrent()) {
      while (!stopped) {
        try {
          take(ask());
          if (failures > 0) {
            LOGGER.info("sampling strategies come from " + question + " again");
          }
          failures = 0;
        } catch (IOException | RuntimeException e) {
          if (stopped) {
            return;
          }
          Level level = failures++ == 0 ? Level.WARNING : Level.FINE;
          LOGGER.log(
              level,
              "no sampling strategy from %s, and what held before still holds: %s"
                  .formatted(question, e.getMessage()));
        }
        TimeUnit.NANOSECONDS.sleep(pause(failures).toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    }
  }

  /// How long to wait after so many failures in a row.
  private Duration pause(int failures) {
    Duration backoff = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 20));
    return failures > 0 && backoff.compareTo(interval) < 0 ? backoff : interval;
  }

  /// A strategy that has not changed goes on, with what its rates have left for this second.
  private void take(String answer) {
    if (!answer.equals(lastAnswer)) {
      sampler.accept(RemoteStrategy.read(answer));
      lastAnswer = answer;
    }
  }

  private String ask() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) question.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT);
    connection.setReadTimeout(TIMEOUT);
    connection.setRequestProperty("Accept", "application/json");
    try {
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException("status " + connection.getResponseCode());
      }
      try (InputStream body = connection.getInputStream()) {
        byte[] answer = body.readNBytes(MAX_ANSWER + 1);
        if (answer.length > MAX_ANSWER) {
          throw new IOException("the answer is longer than " + MAX_ANSWER + " bytes");
        }
        return new String(answer, StandardCharsets.UTF_8);
      }
    } finally {
      connection.disconnect();
    }
  }
}
