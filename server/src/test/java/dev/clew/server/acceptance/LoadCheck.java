package dev.clew.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Asserts that all that a {@link Load} was told is stored is stored, and once: asked by id, by
/// TraceQL, and by DuckDB over the files.
final class LoadCheck {
  /// More lines than this help nobody.
  private static final int REPORTED = 20;

  private final Load load;
  private final ClewApi api;

  LoadCheck(Load load, ClewApi api) {
    this.load = load;
    this.api = api;
  }

  /// Fetches every trace and compares each of its spans.
  void byId() throws IOException, InterruptedException {
    List<String> wrong = new ArrayList<>();
    for (int client = 0; client < Load.CLIENTS; client++) {
      int requests = load.acknowledged(client);
      for (int trace = 0; trace < LoadSpans.traces(requests); trace++) {
        compare(client, trace, requests, wrong);
      }
    }
    assertThat(wrong.stream().limit(REPORTED).toList())
        .as("%d spans are not as they were sent", wrong.size())
        .isEmpty();
  }

  private void compare(int client, int trace, int requests, List<String> wrong)
      throws IOException, InterruptedException {
    String id = load.spans().traceId(client, trace);
    Map<PlacedSpan, Integer> difference = new HashMap<>();
    load.spans()
        .trace(client, trace, requests)
        .forEach(span -> difference.merge(span, -1, Integer::sum));
    api.trace(id).forEach(span -> difference.merge(span, 1, Integer::sum));
    difference.forEach(
        (span, count) -> {
          if (count != 0) {
            String verdict = count < 0 ? "missing" : count + " too many";
            int request =
                trace * LoadSpans.REQUESTS_PER_TRACE
                    + LoadSpans.indexOf(span) / LoadSpans.SPANS_PER_REQUEST;
            wrong.add(
                "client %d, request %d, trace %s, span %s: %s"
                    .formatted(client, request, id, span.spanId(), verdict));
          }
        });
  }

  /// Searches for the spans of each client.
  void byTraceQl() throws IOException, InterruptedException {
    for (int client = 0; client < Load.CLIENTS; client++) {
      int requests = load.acknowledged(client);
      Map<String, Integer> expected = new HashMap<>();
      for (int trace = 0; trace < LoadSpans.traces(requests); trace++) {
        expected.put(
            load.spans().traceId(client, trace),
            load.spans().trace(client, trace, requests).size());
      }
      assertThat(api.search("{ span.load.client = " + client + " }")).isEqualTo(expected);
    }
  }

  /// Puts all into blocks and counts there.
  ///
  /// @return how many generations became blocks
  long inBlocks(Path data) throws Exception {
    api.flush();
    try (BlockFiles blocks = BlockFiles.open(data)) {
      for (int client = 0; client < Load.CLIENTS; client++) {
        long spans = (long) load.acknowledged(client) * LoadSpans.SPANS_PER_REQUEST;
        String condition = "\"resource.service.name\" = '" + LoadSpans.service(client) + "'";
        assertThat(blocks.count(condition)).isEqualTo(spans);
        assertThat(blocks.distinct(condition)).isEqualTo(spans);
      }
      assertThat(blocks.count("true"))
          .isEqualTo((long) load.acknowledged() * LoadSpans.SPANS_PER_REQUEST);
      return blocks.manifestNumber();
    }
  }
}
