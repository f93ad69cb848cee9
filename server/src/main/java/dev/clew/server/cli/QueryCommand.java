package dev.clew.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.server.cli.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `clew query`.
@Command(
    name = "query",
    header = "Finds traces by TraceQL, the newest first.",
    description = {
      "",
      "A query stands in braces and says what a span of the trace has to be like. Attributes of"
          + " spans begin with 'span.', those of resources with 'resource.', or both with '.';"
          + " name, duration, status and kind stand alone."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  clew query '{ status = error }'",
      "  clew query '{ resource.service.name = \"web\" && duration > 100ms }' --since 1h",
      "  clew query '{ span.http.response.status_code >= 500 }' --limit 100",
      "  clew query '{ name =~ \"GET .*\" }' --format json | jq -r '.traces[].traceId'"
    })
final class QueryCommand implements Callable<Integer> {
  /// How the answer is shown.
  enum Format {
    TABLE,
    JSON
  }

  @Parameters(paramLabel = "TRACEQL", description = "Such as '{ status = error }'.")
  private String query = "";

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Only traces of the last 30m, 12h, 7d or so (all of time).")
  private @Nullable Duration since;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "The largest number of traces, at most 10000 (${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table or json (${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Mixin private ServerOption server = new ServerOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("q", query);
    parameters.put("limit", Integer.toString(limit));
    if (since != null) {
      parameters.put("start", Instant.now().minus(since).toString());
    }
    try {
      ask(parameters);
    } catch (ClewClient.RefusedException e) {
      throw new CommandFailedException(QueryFault.text(e, query));
    }
    return 0;
  }

  private void ask(Map<String, String> parameters) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.flush();
      try (InputStream in = server.client().get("search", parameters, "application/json")) {
        OutputStream raw = new FileOutputStream(FileDescriptor.out);
        in.transferTo(raw);
        raw.write('\n');
        raw.flush();
      }
      return;
    }
    JsonNode answer = server.client().getJson("search", parameters);
    if (answer.path("traces").isEmpty()) {
      spec.commandLine().getErr().println("no trace matches");
      return;
    }
    new TraceTable(Terminal.standard(out)).print(answer.path("traces"));
    if (answer.path("limitReached").asBoolean()) {
      out.println();
      out.println("there may be more: --limit " + limit + " was reached");
    }
    out.flush();
  }
}
