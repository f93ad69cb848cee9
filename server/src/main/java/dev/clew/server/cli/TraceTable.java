package dev.clew.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.server.cli.terminal.Durations;
import dev.clew.server.cli.terminal.Terminal;
import dev.clew.server.cli.terminal.TerminalText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Traces that a search found, a line each. Times are those of the machine's time zone.
final class TraceTable {
  private static final int ID_WIDTH = 32;
  private static final int TIME_WIDTH = 19;
  private static final int DURATION_WIDTH = 9;
  private static final int SPANS_WIDTH = 7;
  private static final int ERRORS_WIDTH = 6;
  private static final int GAPS = 2 * 5;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final Terminal terminal;
  private final int nameWidth;

  TraceTable(Terminal terminal) {
    this.terminal = terminal;
    int rest =
        terminal.width()
            - ID_WIDTH
            - TIME_WIDTH
            - DURATION_WIDTH
            - SPANS_WIDTH
            - ERRORS_WIDTH
            - GAPS;
    nameWidth = Math.max(16, rest);
  }

  /// @param traces of the API's answer to a search
  void print(JsonNode traces) {
    terminal
        .out()
        .println(
            terminal.bold(
                line("TRACE", "START", "DURATION", "SPANS", "ERRORS", "SERVICE: OPERATION")));
    for (JsonNode trace : traces) {
      String errors = trace.path("errorCount").asText("");
      String start = time(trace.path("startTimeUnixNano").asText());
      String text =
          line(
              trace.path("traceId").asText(),
              start,
              Durations.text(trace.path("durationNanos").asLong()),
              trace.path("spanCount").asText(),
              errors,
              name(trace));
      terminal.out().println(errors.equals("0") ? text : terminal.red(text));
    }
  }

  private static String name(JsonNode trace) {
    String service = TerminalText.printable(trace.path("rootService").asText("-"));
    String name = TerminalText.printable(trace.path("rootName").asText("(root missing)"));
    return service + ": " + name;
  }

  private String line(
      String id, String start, String duration, String spans, String errors, String name) {
    return TerminalText.pad(id, ID_WIDTH)
        + "  "
        + TerminalText.pad(start, TIME_WIDTH)
        + "  "
        + TerminalText.padLeft(duration, DURATION_WIDTH)
        + "  "
        + TerminalText.padLeft(spans, SPANS_WIDTH)
        + "  "
        + TerminalText.padLeft(errors, ERRORS_WIDTH)
        + "  "
        + TerminalText.fit(name, nameWidth);
  }

  private static String time(String unixNanos) {
    long nanos = Long.parseUnsignedLong(unixNanos);
    long second = Long.divideUnsigned(nanos, 1_000_000_000);
    return TIME.format(Instant.ofEpochSecond(second).atZone(ZoneId.systemDefault()));
  }
}
