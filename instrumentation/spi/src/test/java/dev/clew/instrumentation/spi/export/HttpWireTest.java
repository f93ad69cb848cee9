package dev.clew.instrumentation.spi.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpWireTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final SpanFormat.Message MESSAGE =
      new SpanFormat.Message(new byte[] {1, 2, 3}, 1, Map.of("X-Count", "7"));

  private static HttpWire wire(URI uri, Duration timeout) {
    return new HttpWire(uri, "PUT", Map.of("Content-Type", "application/test"), timeout);
  }

  @Test
  void sendsTheMessageWithItsHeaders() throws Exception {
    try (Backend backend = Backend.answering()) {
      wire(backend.uri("/in"), LONG).send(MESSAGE);
      assertThat(backend.requests()).hasSize(1);
      Backend.Request request = backend.requests().get(0);
      assertThat(request.method()).isEqualTo("PUT");
      assertThat(request.path()).isEqualTo("/in");
      assertThat(request.body()).containsExactly(1, 2, 3);
      assertThat(request.headers())
          .containsEntry("X-Count", "7")
          .containsEntry("Content-Type", "application/test")
          .doesNotContainKey("Upgrade");
    }
  }

  @Test
  void triesAgainWhereItIsAskedForPatience() throws Exception {
    try (Backend backend = Backend.answering(503, 429)) {
      wire(backend.uri("/"), LONG).send(MESSAGE);
      assertThat(backend.requests()).hasSize(3);
    }
  }

  @Test
  void givesUpAfterThreeAttempts() throws Exception {
    try (Backend backend = Backend.answering(503, 503, 503)) {
      assertThatThrownBy(() -> wire(backend.uri("/"), LONG).send(MESSAGE))
          .isInstanceOf(HttpWire.Refused.class)
          .hasMessageContaining("127.0.0.1:" + backend.port() + " answered 503 'xxx")
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
      assertThat(backend.requests()).hasSize(3);
    }
  }

  @Test
  void doesNotRepeatWhatWasRefused() throws Exception {
    try (Backend backend = Backend.answering(400)) {
      assertThatThrownBy(() -> wire(backend.uri("/"), LONG).send(MESSAGE))
          .isInstanceOf(HttpWire.Refused.class);
      assertThat(backend.requests()).hasSize(1);
    }
  }

  @Test
  void namesABackendThatIsNotThere() throws IOException {
    int port = Backend.nowhere();
    assertThatThrownBy(() -> wire(URI.create("http://127.0.0.1:" + port), LONG).send(MESSAGE))
        .isInstanceOf(ConnectException.class)
        .hasMessage("nothing answers at 127.0.0.1:" + port);
  }

  @Test
  void waitsForNoAnswerLongerThanItsTimeout() throws Exception {
    Duration brief = Duration.ofMillis(300);
    for (Backend backend : new Backend[] {Backend.hanging(), Backend.stalling()}) {
      try (backend) {
        assertThatThrownBy(() -> wire(backend.uri("/"), brief).send(MESSAGE))
            .isInstanceOf(HttpTimeoutException.class)
            .hasMessage("127.0.0.1:" + backend.port() + " did not answer within 300 ms");
      }
    }
  }

  @Test
  void survivesABackendThatClosesTheConnection() throws Exception {
    try (Backend backend = Backend.closing()) {
      assertThatThrownBy(() -> wire(backend.uri("/"), LONG).send(MESSAGE))
          .isInstanceOf(IOException.class);
    }
  }
}
