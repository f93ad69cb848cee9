package dev.clew.server.cli;

import dev.clew.server.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `clew tail`.
@Command(
    name = "tail",
    header = "Shows spans as they arrive, until Ctrl-C.",
    description = {
      "",
      "With a query, only the spans that match it. When the connection breaks it is made again;"
          + " what arrives meanwhile is not shown."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  clew tail",
      "  clew tail '{ status = error }'",
      "  clew tail '{ resource.service.name = \"web\" && duration > 1s }'",
      "  clew tail --format json | jq -c '.resourceSpans[].scopeSpans[].spans[].name'"
    })
final class TailCommand implements Callable<Integer> {
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /// How spans are shown.
  enum Format {
    TEXT,
    JSON
  }

  @Parameters(
      paramLabel = "TRACEQL",
      arity = "0..1",
      defaultValue = "",
      description = "Such as '{ status = error }' (every span).")
  private String query = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, or json for OTLP/JSON, an object a line (${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  @Mixin private ServerOption server = new ServerOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    SpanEvents.Listener listener =
        format == Format.JSON
            ? new SpanEvents.JsonLines(out, err)
            : new SpanLines(Terminal.standard(out), err);
    SpanEvents events = new SpanEvents(server.client(), query, listener);
    boolean connected = false;
    Duration wait = FIRST_WAIT;
    while (true) {
      String trouble;
      try {
        if (events.follow(() -> err.println("waiting for spans; Ctrl-C ends"))) {
          wait = FIRST_WAIT;
        }
        connected = true;
        trouble = "the server ended the connection";
      } catch (ClewClient.RefusedException e) {
        if (e.status() != 503) {
          throw new CommandFailedException(QueryFault.text(e, query));
        }
        trouble = String.valueOf(e.getMessage());
      } catch (CommandFailedException e) {
        if (!connected) {
          throw e;
        }
        trouble = "nothing answers";
      } catch (IOException e) {
        connected = true;
        trouble = "the connection broke: " + e.getMessage();
      }
      if (out.checkError()) {
        // Whoever read the output has gone, such as "head".
        return 0;
      }
      err.println(trouble + ", again in " + wait.toMillis() / 1000.0 + " s");
      Thread.sleep(wait);
      Duration twice = wait.multipliedBy(2);
      wait = twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
    }
  }
}
