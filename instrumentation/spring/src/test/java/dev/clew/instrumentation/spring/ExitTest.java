package dev.clew.instrumentation.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.OtlpReceiver;
import dev.clew.instrumentation.Tracing;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;

@Timeout(120)
class ExitTest {
  @Test
  void spansThatAreMadeWhileTheContextClosesAtTheExitAreSent() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Process program =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Dotel.exporter.otlp.endpoint=" + receiver.url(),
                  "-Dotel.java.disabled.resource.providers="
                      + System.getProperty("otel.java.disabled.resource.providers"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Program.class.getName())
              .inheritIO()
              .start();
      try {
        assertThat(program.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isZero();
      } finally {
        program.destroyForcibly();
      }
      assertThat(receiver.spans()).extracting("name").containsExactly("warm.up", "drain");
    }
  }

  /// Ends as a signal ends it.
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      Shop.start(Worker.class);
      Tracing.withSpan("warm.up", () -> {});
      System.exit(0);
    }
  }

  static class Worker {
    @Bean(destroyMethod = "drain")
    Queue queue() {
      return new Queue();
    }
  }

  static class Queue {
    public void drain() throws InterruptedException {
      // Until everything that the exit starts at once has had its turn.
      for (Thread hook : Thread.getAllStackTraces().keySet()) {
        if (hook.getName().equals("clew-tracing-exit")) {
          hook.join();
        }
      }
      Tracing.withSpan("drain", () -> {});
    }
  }
}
