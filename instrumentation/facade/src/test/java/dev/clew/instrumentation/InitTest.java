package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.Surroundings;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InitTest {
  @RegisterExtension final LoggedLines log = new LoggedLines();
  @TempDir Path folder;

  @BeforeEach
  @AfterEach
  void startAnew() {
    Initialization.reset();
  }

  private Surroundings withEndpoint(String url) {
    return new Surroundings(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", url), Map.of(), folder);
  }

  @Test
  @Row({"4.047", "2.026", "3.115", "0.036", "3.039"})
  void tracesFromTheInitialisationOnAndSendsWhenClosed() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      ClewTracer early = Tracing.tracer("early");
      assertThat(Tracing.isActive()).isFalse();
      Tracing.withSpan("before", () -> assertThat(Span.current().isRecording()).isFalse());

      TracingHandle tracing =
          Initialization.init(TracingOptions.none(), withEndpoint(receiver.url()));
      assertThat(Tracing.isActive()).isTrue();
      assertThat(tracing.isAdopted()).isFalse();
      early.withSpan("after", () -> Tracing.withSpan("below", () -> {}));
      assertThat(tracing.flush()).isTrue();
      assertThat(receiver.spans()).extracting("name").containsExactlyInAnyOrder("after", "below");

      Tracing.withSpan("last", () -> {});
      tracing.close();
      assertThat(receiver.spans()).extracting("name").contains("last").doesNotContain("before");
      assertThat(Tracing.isActive()).isFalse();
      Tracing.withSpan("too late", () -> {});
      tracing.close();
      assertThat(receiver.all()).first().extracting("path").isEqualTo("/v1/traces");
    }
  }

  @Test
  void aRepeatReturnsTheFirstHandleAndWarnsOfOtherOptions() {
    TracingHandle first =
        Initialization.init(TracingOptions.none(), withEndpoint("http://localhost:9"));
    assertThat(Tracing.init()).isSameAs(first);
    assertThat(Tracing.initializeTracing()).isSameAs(first);
    assertThat(log.lines()).noneMatch(line -> line.contains("initialised already"));
    assertThat(Tracing.init(TracingOptions.builder().service("other").build())).isSameAs(first);
    assertThat(log.lines())
        .contains("WARNING tracing is initialised already; other options have no effect");
  }

  @Test
  void tenThreadsAtOnceGetOneHandle() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(10);
    try {
      List<Future<TracingHandle>> handles = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        handles.add(
            threads.submit(
                () ->
                    Initialization.init(
                        TracingOptions.none(), withEndpoint("http://localhost:9"))));
      }
      Set<TracingHandle> distinct = new HashSet<>();
      for (Future<TracingHandle> handle : handles) {
        distinct.add(handle.get());
      }
      assertThat(distinct).hasSize(1);
      assertThat(log.lines()).filteredOn(line -> line.startsWith("INFO tracing is on")).hasSize(1);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  @Row("2.022")
  void takesTheVersionFromTheManifestOfTheProgramsJar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "2.3.4");
    Path jar = folder.resolve("shop-2.3.4.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    String command = System.getProperty("sun.java.command");
    System.setProperty("sun.java.command", jar + " --port 80");
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      TracingHandle tracing =
          Initialization.init(TracingOptions.none(), withEndpoint(receiver.url()));
      Tracing.withSpan("start", () -> {});
      tracing.close();
      assertThat(receiver.resource())
          .containsEntry("service.name", "shop")
          .containsEntry("service.version", "2.3.4");
    } finally {
      System.setProperty("sun.java.command", command);
    }
  }

  @Test
  @Row({"0.026", "0.087"})
  void warnsThatItIsNotTheFirst() {
    // A library that was loaded earlier.
    GlobalOpenTelemetry.get().getTracer("early").spanBuilder("lost").startSpan().end();
    Initialization.init(TracingOptions.none(), withEndpoint("http://localhost:9"));
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARNING tracing is off: the global OpenTelemetry was asked for before");
    assertThat(Tracing.isActive()).isFalse();

    Initialization.reset();
    Initialization.init(TracingOptions.none(), withEndpoint("http://localhost:9"));
    GlobalOpenTelemetry.get().getTracer("late").spanBuilder("kept").startSpan().end();
    assertThat(log.lines()).filteredOn(line -> line.contains("asked for before")).hasSize(1);
    assertThat(Tracing.isActive()).isTrue();
  }

  @Test
  void adoptsAnOpenTelemetryThatIsThereAlready() {
    try (OpenTelemetrySdk agent = OpenTelemetrySdk.builder().build()) {
      GlobalOpenTelemetry.set(agent);
      assertThat(Tracing.isActive()).isTrue();
      try (TracingHandle tracing = Tracing.init()) {
        assertThat(tracing.isAdopted()).isTrue();
        assertThat(tracing.openTelemetry()).isSameAs(GlobalOpenTelemetry.getOrNoop());
        assertThat(tracing.flush()).isTrue();
      }
      assertThat(Tracing.isActive()).isTrue();
      Tracing.withSpan("still", () -> assertThat(Span.current().isRecording()).isTrue());
    }
    assertThat(log.lines())
        .containsExactly(
            "INFO tracing is on: with the OpenTelemetry that is there already, instrumentation"
                + " none");
  }

  @Test
  @Row({"4.092", "2.126", "4.078"})
  void worksOnWhileTheBackendIsAbsentOrSilent() throws Exception {
    List<Socket> held = new ArrayList<>();
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread acceptor =
          new Thread(
              () -> {
                try {
                  while (true) {
                    held.add(silent.accept());
                  }
                } catch (IOException e) {
                  return; // closed at the end of the test
                }
              });
      acceptor.start();
      TracingHandle tracing =
          Initialization.init(
              TracingOptions.none(), withEndpoint("http://localhost:" + silent.getLocalPort()));
      int sum = 0;
      for (int i = 0; i < 10_000; i++) {
        sum += Tracing.withSpan("request", () -> 1);
      }
      assertThat(sum).isEqualTo(10_000);
      tracing.close();
      assertThat(log.lines()).contains("WARNING the last spans could not be sent within 2 s");
    }
    for (Socket socket : held) {
      socket.close();
    }
  }

  @Test
  @Row({"4.026", "2.078", "2.085"})
  void makesNoSpanWhenSwitchedOff() {
    for (String variable : List.of("TRACING_ENABLED", "DD_TRACE_ENABLED", "TRACE_ENABLED")) {
      Initialization.reset();
      Initialization.init(
          TracingOptions.none(), new Surroundings(Map.of(variable, "false"), Map.of(), folder));
      assertThat(Tracing.isActive()).isFalse();
      assertThat(Tracing.withSpan("off", () -> Tracing.traceId())).isEqualTo("0".repeat(32));
      assertThat(log.lines()).contains("INFO tracing is off (" + variable + ")");
    }
  }
}
