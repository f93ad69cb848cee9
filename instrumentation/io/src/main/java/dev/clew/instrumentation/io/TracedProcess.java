package dev.clew.instrumentation.io;

import dev.clew.instrumentation.ClewSpan;
import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.Run;
import dev.clew.instrumentation.Tracing;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Processes that are run in a span: a component is installed, a service is started.
///
/// ```java
/// TracedProcess processes = TracedProcess.create();
/// int exitCode = processes.run("component.install", new ProcessBuilder("npm", "ci"));
/// Process api = processes.start("service.start", new ProcessBuilder("./api"), this::awaitPort);
/// ```
///
/// The spans have `process.executable.name`, `process.command_args_count`, `process.pid` and
/// `process.exit_code`; arguments are not shown, since they may be secret. The process finds the
/// trace context in its environment, as `TRACEPARENT`, `TRACESTATE` and `BAGGAGE`; one that is a
/// program of Java reads it by `Tracing.extractTraceContext(System.getenv())`.
///
/// @see <a href="https://opentelemetry.io/docs/specs/otel/context/env-carriers/">OpenTelemetry:
///     environment variables as carriers</a>
public final class TracedProcess {
  private final ClewTracer tracer;

  private TracedProcess(ClewTracer tracer) {
    this.tracer = tracer;
  }

  /// One on the global OpenTelemetry.
  ///
  /// ```java
  /// TracedProcess processes = TracedProcess.create();
  /// ```
  public static TracedProcess create() {
    return create(Tracing.tracer("dev.clew.instrumentation.io"));
  }

  /// One whose spans a tracer makes.
  ///
  /// ```java
  /// TracedProcess processes = TracedProcess.create(Tracing.tracer("machine"));
  /// ```
  public static TracedProcess create(ClewTracer tracer) {
    return new TracedProcess(tracer);
  }

  /// Runs a process to its end. An exit code other than 0 makes the span an error.
  ///
  /// ```java
  /// int exitCode = processes.run("component.install", new ProcessBuilder("npm", "ci"));
  /// ```
  ///
  /// @param builder is left as it is; where its output is piped and more than the pipe holds, the
  ///     process never ends
  /// @return the exit code
  /// @throws IOException where it cannot be started
  /// @throws InterruptedException while waiting; the process goes on
  public int run(String name, ProcessBuilder builder) throws IOException, InterruptedException {
    ClewSpan span = span(name, builder);
    try (Scope current = span.context().makeCurrent()) {
      Process process = launch(builder, span);
      int code = process.waitFor();
      exited(span, code);
      return code;
    } catch (Throwable e) {
      span.recordSpanError(e);
      throw e;
    } finally {
      span.end();
    }
  }

  /// Starts a process; the span lasts until it exits.
  ///
  /// ```java
  /// Process process = processes.start("video.convert", new ProcessBuilder("ffmpeg", file));
  /// ```
  ///
  /// @throws IOException where it cannot be started
  public Process start(String name, ProcessBuilder builder) throws IOException {
    ClewSpan span = span(name, builder);
    try (Scope current = span.context().makeCurrent()) {
      Process process = launch(builder, span);
      CompletionStage<Process> exit = process.onExit();
      exit.thenAccept(
          exited -> {
            exited(span, exited.exitValue());
            span.end();
          });
      return process;
    } catch (Throwable e) {
      span.recordSpanError(e).end();
      throw e;
    }
  }

  /// Starts a service; the span lasts until it is ready.
  ///
  /// ```java
  /// Process service = processes.start("service.start", builder, () -> awaitHealthy(url));
  /// ```
  ///
  /// @param ready returns when the service is ready and throws when it will not be; the process is
  ///     left running then
  /// @throws IOException where it cannot be started
  /// @throws E what `ready` throws
  public <E extends Exception> Process start(String name, ProcessBuilder builder, Run<E> ready)
      throws IOException, E {
    ClewSpan span = span(name, builder);
    try (Scope current = span.context().makeCurrent()) {
      Process process = launch(builder, span);
      ready.run();
      span.addEvent("service.ready");
      return process;
    } catch (Throwable e) {
      span.recordSpanError(e);
      throw e;
    } finally {
      span.end();
    }
  }

  private ClewSpan span(String name, ProcessBuilder builder) {
    List<String> command = builder.command();
    Path executable = Path.of(command.isEmpty() ? "" : command.get(0)).getFileName();
    return tracer.createSpan(
        name,
        "operation.type",
        "process",
        "process.executable.name",
        executable,
        "process.command_args_count",
        command.size());
  }

  private Process launch(ProcessBuilder builder, ClewSpan span) throws IOException {
    Process process = withContext(builder).start();
    span.setAttribute("process.pid", process.pid());
    return process;
  }

  /// The same process, with the trace context in its environment.
  private ProcessBuilder withContext(ProcessBuilder builder) {
    ProcessBuilder traced =
        new ProcessBuilder(builder.command())
            .directory(builder.directory())
            .redirectInput(builder.redirectInput())
            .redirectOutput(builder.redirectOutput())
            .redirectError(builder.redirectError())
            .redirectErrorStream(builder.redirectErrorStream());
    Map<String, String> environment = traced.environment();
    environment.clear();
    environment.putAll(builder.environment());
    tracer
        .getTraceContext()
        .forEach(
            (header, value) ->
                environment.put(header.toUpperCase(Locale.ROOT).replace('-', '_'), value));
    return traced;
  }

  private static void exited(ClewSpan span, int code) {
    span.setAttribute("process.exit_code", code);
    if (code != 0) {
      span.setStatus(StatusCode.ERROR, "exit code " + code).setAttribute("error.type", "exit_code");
    }
  }
}
