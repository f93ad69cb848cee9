package dev.clew.server.cli;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.TraceIds;
import dev.clew.model.otlp.OtlpDecodeException;
import dev.clew.model.otlp.OtlpJsonDecoder;
import dev.clew.server.cli.terminal.Durations;
import dev.clew.server.cli.terminal.Terminal;
import dev.clew.server.cli.terminal.TerminalText;
import dev.clew.server.cli.tree.SpanLabels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Shows spans a line each: end, duration, service, name, what went wrong, and the trace's id.
///
/// @param err where what is missing is told
record SpanLines(Terminal terminal, PrintWriter err) implements SpanEvents.Listener {
  private static final int DURATION_WIDTH = 9;
  private static final int SERVICE_WIDTH = 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  @Override
  public boolean spans(String otlpJson) throws IOException {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    byte[] bytes = otlpJson.getBytes(StandardCharsets.UTF_8);
    try {
      new OtlpJsonDecoder().decode(bytes, 0, bytes.length, builder);
    } catch (OtlpDecodeException e) {
      throw new IOException("the server sent what is no OTLP: " + e.getMessage(), e);
    }
    SpanBatch batch = builder.build();
    SpanLabels labels = new SpanLabels(batch);
    for (int row = 0; row < batch.size(); row++) {
      terminal.out().println(line(batch, labels, row));
    }
    return !terminal.out().checkError();
  }

  private String line(SpanBatch batch, SpanLabels labels, int row) {
    Instant end = Instant.ofEpochSecond(0, batch.endNanos(row));
    String service = labels.service(row);
    String problem = labels.problem(row);
    String name = problem == null ? labels.name(row) : labels.name(row) + "  " + problem;
    String id = TraceIds.traceId(batch.traceIdHigh(row), batch.traceIdLow(row));
    return terminal.dim(TIME.format(end.atZone(ZoneId.systemDefault())))
        + "  "
        + TerminalText.padLeft(Durations.text(batch.durationNanos(row)), DURATION_WIDTH)
        + "  "
        + terminal.coloured(
            service, TerminalText.pad(TerminalText.fit(service, SERVICE_WIDTH), SERVICE_WIDTH))
        + "  "
        + (labels.isFailed(row) ? terminal.red(name + " ✗") : name)
        + "  "
        + terminal.dim(id);
  }

  @Override
  public void dropped(long spans) {
    err.println(spans + " spans arrived that were too many to show");
  }
}
