package dev.clew.server.cli;

import dev.clew.model.SpanBatch;
import dev.clew.server.cli.otlpfile.OtlpStream;
import dev.clew.server.cli.terminal.Terminal;
import dev.clew.server.cli.tree.TreeView;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `clew get`.
@Command(
    name = "get",
    header = "Shows one trace.",
    description = {
      "",
      "As a tree it has a line a span: name, service, duration, and a bar that shows when in the"
          + " trace the span ran. Below a span stands what went wrong in it: its last exception, or"
          + " the message of its error status."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  clew get 0af7651916cd43dd8448eb211c80319c",
      "  clew get 0af7651916cd43dd8448eb211c80319c --format json | jq .",
      "  clew get 0af7651916cd43dd8448eb211c80319c --format otlp > trace.pb",
      "  clew import trace.pb --otlp http://other:4318"
    })
final class GetCommand implements Callable<Integer> {
  /// How the trace is shown.
  enum Format {
    TREE,
    JSON,
    OTLP
  }

  @Parameters(paramLabel = "TRACE_ID", description = "Up to 32 hexadecimal digits.")
  private String id = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "tree",
      description =
          "tree; json for OTLP/JSON, otlp for OTLP protobuf, both as the trace was sent"
              + " (${DEFAULT-VALUE}).")
  private Format format = Format.TREE;

  @Mixin private ServerOption server = new ServerOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    String trace = id.strip().toLowerCase(Locale.ROOT);
    if (!trace.matches("[0-9a-f]{1,32}")) {
      throw new CommandFailedException(
          "'" + id + "' is no trace id: that is up to 32 hexadecimal digits");
    }
    switch (format) {
      case TREE -> tree(trace);
      case JSON -> copy(trace, "application/json");
      case OTLP -> {
        if (Terminal.isInteractive()) {
          throw new CommandFailedException(
              "protobuf is not for terminals: send it to a file with > trace.pb");
        }
        copy(trace, "application/x-protobuf");
      }
    }
    return 0;
  }

  private void tree(String trace) throws IOException, InterruptedException {
    try (InputStream in =
        server.client().get("traces/" + trace, Map.of(), "application/x-protobuf")) {
      List<SpanBatch> batches = OtlpStream.read(in, "the answer");
      Terminal terminal = Terminal.standard(spec.commandLine().getOut());
      new TreeView(terminal, batches).print("0".repeat(32 - trace.length()) + trace);
    }
  }

  private void copy(String trace, String mediaType) throws IOException, InterruptedException {
    spec.commandLine().getOut().flush();
    try (InputStream in = server.client().get("traces/" + trace, Map.of(), mediaType)) {
      OutputStream out = new FileOutputStream(FileDescriptor.out);
      in.transferTo(out);
      if (format == Format.JSON) {
        out.write('\n');
      }
      out.flush();
    }
  }
}
