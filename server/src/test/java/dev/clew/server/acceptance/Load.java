package dev.clew.server.acceptance;

import com.linecorp.armeria.client.ClientFactory;
import dev.clew.server.wiring.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

/// Clients that send spans without a pause, half of them over gRPC and half over HTTP, each request
/// again with the very same bytes until it is acknowledged.
///
/// They go in rounds: nobody begins the next before all of this one are acknowledged. So a client
/// that has to send again never falls more than some requests behind the others, and its repeat
/// comes well within the two generations for which the store promises to know it.
final class Load implements AutoCloseable {
  static final int CLIENTS = 4;

  private static final int REQUESTS_PER_ROUND = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration BEFORE_RETRY = Duration.ofMillis(5);

  private final LoadSpans spans;
  private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(CLIENTS);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final ClientFactory factory = ClientFactory.builder().build();
  private final OtlpClient.Http http = new OtlpClient.Http();
  private final List<Thread> clients = new ArrayList<>();
  private volatile Ports ports;
  private volatile boolean stopping;
  private final Phaser rounds =
      new Phaser(CLIENTS) {
        @Override
        protected boolean onAdvance(int phase, int parties) {
          return stopping;
        }
      };

  Load(LoadSpans spans) {
    this.spans = spans;
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      OtlpClient otlp = i % 2 == 0 ? http : new OtlpClient.Grpc(factory);
      clients.add(Thread.ofVirtual().name("load-" + i).start(() -> run(client, otlp)));
    }
  }

  /// Where to send from now on; null for nowhere.
  void sendTo(Ports target) {
    ports = target;
  }

  /// Waits until some rounds are over. When it returns, every request of the rounds before them is
  /// acknowledged, those sent again among them.
  void awaitRounds(int count) throws InterruptedException {
    int phase = rounds.getPhase();
    for (int i = 0; i < count; i++) {
      try {
        phase = rounds.awaitAdvanceInterruptibly(phase, PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        throw new AssertionError("no progress; acknowledged so far: " + acknowledged, e);
      }
    }
    throwFailure();
  }

  /// Ends after this round, which needs a server.
  void finish() throws InterruptedException {
    stopping = true;
    for (Thread client : clients) {
      if (!client.join(PATIENCE)) {
        throw new AssertionError("no end; acknowledged so far: " + acknowledged);
      }
    }
    throwFailure();
  }

  /// How many requests of a client are acknowledged: its first ones.
  int acknowledged(int client) {
    return acknowledged.get(client);
  }

  /// How many requests of all clients are acknowledged.
  int acknowledged() {
    int sum = 0;
    for (int i = 0; i < CLIENTS; i++) {
      sum += acknowledged.get(i);
    }
    return sum;
  }

  LoadSpans spans() {
    return spans;
  }

  private void run(int client, OtlpClient otlp) {
    try {
      while (!rounds.isTerminated()) {
        for (int i = 0; i < REQUESTS_PER_ROUND; i++) {
          byte[] request = spans.request(client, acknowledged.get(client));
          sendUntilAcknowledged(request, otlp);
          acknowledged.incrementAndGet(client);
        }
        rounds.arriveAndAwaitAdvance();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      rounds.forceTermination();
    }
  }

  private void sendUntilAcknowledged(byte[] request, OtlpClient otlp) throws InterruptedException {
    while (true) {
      Ports target = ports;
      if (target != null && otlp.send(request, target)) {
        return;
      }
      Thread.sleep(BEFORE_RETRY);
    }
  }

  private void throwFailure() {
    Throwable cause = failure.get();
    if (cause != null) {
      throw new AssertionError("a client failed", cause);
    }
  }

  @Override
  public void close() {
    rounds.forceTermination();
    clients.forEach(Thread::interrupt);
    factory.close();
    http.client().shutdownNow();
  }
}
