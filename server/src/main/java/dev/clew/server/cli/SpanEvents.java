package dev.clew.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The live tail of the API: server-sent events with the spans that arrive.
final class SpanEvents {
  /// Is told what arrives.
  interface Listener {
    /// @param otlpJson the spans that arrived together, as OTLP/JSON on one line
    /// @return whether more is wanted
    boolean spans(String otlpJson) throws IOException;

    /// Spans arrived that were too many to show.
    void dropped(long spans);
  }

  private final ClewClient client;
  private final Map<String, String> parameters;
  private final Listener listener;

  /// @param query empty for every span
  SpanEvents(ClewClient client, String query, Listener listener) {
    this.client = client;
    parameters = query.isEmpty() ? Map.of() : Map.of("q", query);
    this.listener = listener;
  }

  /// Connects and listens until the connection ends or no more is wanted.
  ///
  /// @param connected is run when the server has begun to answer
  /// @return whether anything arrived
  boolean follow(Runnable connected) throws IOException, InterruptedException {
    boolean arrived = false;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                client.get("tail", parameters, "text/event-stream"), StandardCharsets.UTF_8))) {
      connected.run();
      String event = "";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty() && !dispatch(event, data.toString())) {
            return true;
          }
          arrived |= !data.isEmpty();
          event = "";
          data.setLength(0);
        } else if (line.startsWith("event:")) {
          event = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
          data.append(data.isEmpty() ? "" : "\n").append(line.substring("data:".length()).strip());
        }
      }
    }
    return arrived;
  }

  private boolean dispatch(String event, String data) throws IOException {
    switch (event) {
      case "spans" -> {
        return listener.spans(data);
      }
      case "dropped" -> {
        JsonNode dropped = new ObjectMapper().readTree(data);
        listener.dropped(dropped.path("spans").asLong());
      }
      default -> {}
    }
    return true;
  }

  /// Passes the spans on as they come.
  ///
  /// @param err where what is missing is told
  record JsonLines(PrintWriter out, PrintWriter err) implements Listener {
    @Override
    public boolean spans(String otlpJson) {
      out.println(otlpJson);
      return !out.checkError();
    }

    @Override
    public void dropped(long spans) {
      err.println(spans + " spans arrived that were too many to show");
    }
  }
}
