package dev.clew.server.cli;

import dev.clew.server.cli.otlpfile.OtlpImport;
import dev.clew.server.cli.otlpfile.OtlpSender;
import dev.clew.server.cli.terminal.Terminal;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `clew import`.
@Command(
    name = "import",
    header = "Sends files of OTLP traces to a running server, as any client would.",
    description = {
      "",
      "What a file holds is told by its content: OTLP/JSON, one object a line or one over many"
          + " lines; OTLP protobuf, one message or many, each after its length (a varint, or four"
          + " bytes as the OpenTelemetry Collector's file exporter writes); any of these in gzip.",
      "",
      "Files may be larger than memory. What is damaged is named with its file and line, and"
          + " everything else is taken. Importing a file again after an interruption is safe: the"
          + " server drops exact repeats of recent spans."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was taken",
      "1:something was not, and was named",
      "2:the command line was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  clew import traces.jsonl.gz",
      "  clew import exported/*.json --otlp http://10.0.0.7:4318"
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "What to import.")
  private List<Path> files = List.of();

  @Option(
      names = "--otlp",
      paramLabel = "URL",
      defaultValue = "${env:CLEW_OTLP:-http://127.0.0.1:4318}",
      description = "The door for OTLP over HTTP (CLEW_OTLP; ${DEFAULT-VALUE}).")
  private URI otlp = URI.create("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException, IOException {
    URI door = ServerOption.checked("--otlp", otlp);
    PrintWriter err = spec.commandLine().getErr();
    ImportProgress progress = new ImportProgress(err, Terminal.isInteractive(), bytes());
    OtlpSender sender = new OtlpSender(door, OtlpSender.Patience.USUAL, progress::note);
    try (OtlpImport run = new OtlpImport(sender, progress::problem, progress::at)) {
      for (Path file : files) {
        try {
          run.add(file);
        } catch (ConnectException e) {
          progress.clear();
          throw ClewClient.nobodyAt(door);
        } catch (OtlpImport.DoorException e) {
          progress.problem(file.toString(), String.valueOf(e.getMessage()));
          break;
        } catch (IOException e) {
          progress.problem(file.toString(), reason(e));
        }
        progress.fileEnded(Files.exists(file) ? Files.size(file) : 0);
      }
      progress.end(spec.commandLine().getOut(), run.spansTaken());
    }
    return progress.problems() == 0 ? 0 : 1;
  }

  private long bytes() throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
    }
    return bytes;
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof EOFException && String.valueOf(e.getMessage()).contains("ZLIB")) {
      return "the file is cut short: its gzip data does not end";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
