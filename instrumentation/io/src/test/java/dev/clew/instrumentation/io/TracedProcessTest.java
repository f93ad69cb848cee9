package dev.clew.instrumentation.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TracedProcessTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private final TracedProcess processes = TracedProcess.create();

  @Test
  @Row({"3.076"})
  void runsAnInstallationInASpanThatItsProcessKnows(@TempDir Path folder) throws Exception {
    ProcessBuilder install =
        new ProcessBuilder("sh", "-c", "printf '%s %s' \"$TRACEPARENT\" \"$SECRET\"")
            .redirectOutput(folder.resolve("out").toFile());
    install.environment().put("SECRET", "kept");
    assertThat(processes.run("component.install", install)).isZero();
    assertThat(install.environment()).doesNotContainKey("TRACEPARENT");
    spans.assertTree(
        """
        component.install  INTERNAL  UNSET
          . operation.type = "process"
          . process.executable.name = "sh"
          . process.command_args_count = 3
          . process.pid = ?
          . process.exit_code = 0
        """);
    String[] seen = Files.readString(folder.resolve("out")).split(" ");
    var known = Tracing.extractTraceContext(Map.of("TRACEPARENT", seen[0]));
    assertThat(known).isNotNull();
    assertThat(known.spanId()).isEqualTo(spans.named("component.install").getSpanId());
    assertThat(seen[1]).isEqualTo("kept");
  }

  @Test
  void anExitCodeIsAnError() throws Exception {
    assertThat(processes.run("component.install", new ProcessBuilder("sh", "-c", "exit 3")))
        .isEqualTo(3);
    spans.assertTree(
        """
        component.install  ERROR "exit code 3"
          . process.exit_code = 3
          . error.type = "exit_code"
        """);
  }

  @Test
  void throwsWhereThereIsNoSuchProgram() {
    assertThatThrownBy(() -> processes.run("a", new ProcessBuilder("/no/such/program")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> processes.start("b", new ProcessBuilder("/no/such/program")))
        .isInstanceOf(IOException.class);
    spans.assertTree(
        """
        a  ERROR
          ! exception
        b  ERROR
          ! exception
        """);
  }

  @Test
  @Row({"3.076"})
  void theStartOfAServiceLastsUntilItIsReady() throws Exception {
    ProcessBuilder service = new ProcessBuilder("sh", "-c", "echo ready; read forever");
    Process process =
        processes.start("service.start", service, () -> Tracing.addEvent("service.polled"));
    try (BufferedReader out = process.inputReader()) {
      assertThat(process.isAlive()).isTrue();
      assertThat(out.readLine()).isEqualTo("ready");
    } finally {
      process.destroy();
    }
    spans.assertTree(
        """
        service.start  UNSET
          . process.pid = ?
          ! service.polled
          ! service.ready
        """);
  }

  @Test
  void aServiceThatIsNeverReadyIsAnError() throws Exception {
    Process[] started = new Process[1];
    assertThatThrownBy(
            () ->
                started[0] =
                    processes.start(
                        "service.start",
                        new ProcessBuilder("true"),
                        () -> {
                          throw new IllegalStateException("no answer");
                        }))
        .hasMessage("no answer");
    spans.assertTree(
        """
        service.start  ERROR "no answer"
          ! exception
        """);
  }

  @Test
  void lastsUntilTheProcessExits() throws Exception {
    Process process = processes.start("video.convert", new ProcessBuilder("sh", "-c", "read end"));
    assertThat(spans.all()).isEmpty();
    process.outputWriter().close();
    spans
        .await(1)
        .assertTree(
            """
            video.convert  ERROR
              . process.exit_code = 1
            """);
  }
}
