package dev.clew.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.server.ClewServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Asks a whole Clew over HTTP what the page asks, and compares with what was sent: random traces,
/// whose spans came one by one and lie partly in blocks and partly not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersMatchOracleTest {
  private static final long SEED = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<SentSpan> sent = SentSpan.random(new Random(SEED), 25);
  private ClewServer server;

  @BeforeAll
  void send(@TempDir Path data) throws Exception {
    server = ClewServer.start(data);
    List<SentSpan> shuffled = new ArrayList<>(sent);
    Collections.shuffle(shuffled, new Random(SEED));
    for (int i = 0; i < shuffled.size(); i++) {
      HttpRequest request =
          HttpRequest.newBuilder(server.otlp("/v1/traces"))
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString(shuffled.get(i).request().toString()))
              .build();
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      if (i == shuffled.size() / 3 || i == shuffled.size() / 2) {
        flush();
      }
    }
  }

  private void flush() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(api("/flush")).POST(BodyPublishers.noBody()).build();
    assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private URI api(String path) {
    return server.query("/api/clew/v1" + path);
  }

  private byte[] get(String path) throws Exception {
    HttpResponse<byte[]> answer =
        http.send(HttpRequest.newBuilder(api(path)).build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private Collection<List<SentSpan>> traces() {
    return sent.stream()
        .sorted(Comparator.comparingLong(SentSpan::start))
        .collect(Collectors.groupingBy(SentSpan::trace, TreeMap::new, Collectors.toList()))
        .values();
  }

  @Test
  void columnsHoldWhatWasSent() throws Exception {
    for (List<SentSpan> spans : traces()) {
      ObjectNode expected = JSON.createObjectNode();
      expected.put("traceId", spans.getFirst().traceId());
      expected.put("start", String.valueOf(spans.getFirst().start()));
      List<Long> ids = spans.stream().map(SentSpan::id).toList();
      for (SentSpan span : spans) {
        ObjectNode row = expected.withArray("spans").addObject();
        row.put("span_id", span.spanId());
        int parent = span.parent() == 0 ? -1 : ids.indexOf(span.parent());
        boolean missing = span.parent() != 0 && parent < 0;
        row.put("parent", missing ? -2 : parent);
        if (missing) {
          row.put("missing", ColumnsReader.hex(span.parent()));
        }
        row.put("start", String.valueOf(span.start() - spans.getFirst().start()));
        row.put("duration", String.valueOf(span.duration()));
        row.put("service", span.service()).put("name", span.name());
        row.put("kind", span.kind()).put("status", span.status());
        row.put("events", span.events().size()).put("links", span.links());
      }
      byte[] answer = get("/traces/" + spans.getFirst().traceId() + "/columns");
      assertThat(new ColumnsReader(answer).trace()).isEqualTo(expected);
    }
  }

  @Test
  void aSpanIsToldAsItWasSent() throws Exception {
    for (SentSpan span : sent) {
      JsonNode answer = JSON.readTree(get("/traces/" + span.traceId() + "/spans/" + span.spanId()));
      assertThat(answer.path("resourceSpans")).hasSize(1);
      assertThat(answer.at("/resourceSpans/0/scopeSpans/0/spans")).hasSize(1);
      assertThat(answer.at("/resourceSpans/0/resource"))
          .isEqualTo(span.request().at("/resourceSpans/0/resource"));
      JsonNode told = answer.at("/resourceSpans/0/scopeSpans/0/spans/0");
      JsonNode asSent = span.request().at("/resourceSpans/0/scopeSpans/0/spans/0");
      for (String member :
          List.of(
              "traceId",
              "spanId",
              "parentSpanId",
              "name",
              "startTimeUnixNano",
              "endTimeUnixNano",
              "events",
              "links")) {
        assertThat(told.path(member)).as("%s of %s", member, told).isEqualTo(asSent.path(member));
      }
      // Their order is not kept in blocks.
      assertThat(told.path("attributes"))
          .containsExactlyInAnyOrderElementsOf(asSent.path("attributes"));
      assertThat(told.path("kind").asInt()).isEqualTo(span.kind());
      assertThat(told.at("/status/code").asInt()).isEqualTo(span.status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cart", "ORDER", "größe", "http.route=GET", "<b>", "日", "error", "k=x=y"})
  void wordsAreFoundInTheSpansThatHaveThem(String word) throws Exception {
    assertFound("text=" + encoded(word), span -> span.contains(word));
    assertFound(
        "text=" + encoded(word + " \"pay ment\""),
        span -> span.contains(word) || span.contains("pay ment"));
  }

  @Test
  void aFilterFindsTheSpansThatMatch() throws Exception {
    assertFound(
        "q=" + encoded("{ kind = server && status = error }"),
        span -> span.kind() == 2 && span.status() == 2);
    assertFound(
        "q=" + encoded("{ span.k = `日本` || duration > 1ms }"),
        span -> "日本".equals(span.attributes().get("k")) || span.duration() > 1_000_000);
    assertFound(
        "q=" + encoded("{ resource.service.name =~ `.*r.*` }"),
        span -> span.service().contains("r"));
  }

  private void assertFound(String question, Predicate<SentSpan> expected) throws Exception {
    for (List<SentSpan> spans : traces()) {
      byte[] answer = get("/traces/" + spans.getFirst().traceId() + "/search?" + question);
      ColumnsReader found = new ColumnsReader(answer);
      List<String> ids = new ArrayList<>();
      for (int row = 0; row < found.rows(); row++) {
        ids.add(ColumnsReader.hex(found.int64("span_id", row)));
      }
      assertThat(ids)
          .as(question)
          .isEqualTo(spans.stream().filter(expected).map(SentSpan::spanId).toList());
    }
  }

  @Test
  void theHeatMapCountsEveryTraceInItsCell() throws Exception {
    for (String query : List.of("{ }", "{ kind = client }", "{ span.k != nil }")) {
      JsonNode map = JSON.readTree(get("/search/heatmap?columns=7&rows=9&q=" + encoded(query)));
      List<Long> bounds = new ArrayList<>();
      map.path("durationBounds").forEach(bound -> bounds.add(bound.asLong()));
      Map<String, Cell> cells = new TreeMap<>();
      for (List<SentSpan> spans : traces()) {
        if (spans.stream().anyMatch(span -> matches(query, span))) {
          long start = spans.getFirst().start();
          long column = (start - map.path("start").asLong()) / map.path("columnNanos").asLong();
          long duration = spans.stream().mapToLong(SentSpan::end).max().orElseThrow() - start;
          long row = bounds.stream().filter(bound -> bound <= duration).count() - 1;
          boolean failed = spans.stream().anyMatch(span -> span.status() == 2);
          cells
              .computeIfAbsent(column + "," + row, _ -> new Cell())
              .add(spans.getFirst().traceId(), failed);
        }
      }
      Map<String, String> told = new TreeMap<>();
      for (JsonNode cell : map.path("cells")) {
        told.put(
            cell.get(0) + "," + cell.get(1),
            cell.get(2) + " " + cell.get(3) + " " + cell.get(4).asText());
      }
      Map<String, String> expected = new TreeMap<>();
      cells.forEach((place, cell) -> expected.put(place, cell.text()));
      assertThat(told).as(query).isEqualTo(expected).isNotEmpty();
      assertThat(map.path("traces").asInt())
          .isEqualTo(cells.values().stream().mapToInt(cell -> cell.traces.size()).sum());
    }
  }

  private static boolean matches(String query, SentSpan span) {
    return switch (query) {
      case "{ kind = client }" -> span.kind() == 3;
      case "{ span.k != nil }" -> span.attributes().containsKey("k");
      default -> true;
    };
  }

  private static final class Cell {
    private final List<String> traces = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    void add(String trace, boolean fails) {
      traces.add(trace);
      if (fails) {
        failed.add(trace);
      }
    }

    String text() {
      List<String> shown = failed.isEmpty() ? traces : failed;
      return traces.size() + " " + failed.size() + " " + shown.stream().sorted().findFirst().get();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
