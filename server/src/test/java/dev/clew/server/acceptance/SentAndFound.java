package dev.clew.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.wiring.Ports;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Compares what applications say they sent with what Clew answers.
final class SentAndFound implements AutoCloseable {
  /// The bits of OTLP's flags that an SDK shows of a span: those of W3C. The ones above say whether
  /// the parent is remote.
  private static final int W3C_FLAGS = 0xff;

  private final ClewApi api;

  SentAndFound(Ports ports) {
    api = new ClewApi(ports);
  }

  /// Asserts that all is found by service name and by id, and equals what was sent, and that the
  /// condition finds the traces with a span that has it.
  void assertFound(List<PlacedSpan> sent, String service, String condition)
      throws IOException, InterruptedException {
    Map<String, List<PlacedSpan>> traces = new TreeMap<>();
    for (PlacedSpan span : sent) {
      traces.computeIfAbsent(span.traceId(), _ -> new ArrayList<>()).add(span);
    }
    String byService = "resource.service.name = \"" + service + "\"";
    Map<String, Integer> matched = new HashMap<>();
    traces.forEach((id, spans) -> matched.put(id, spans.size()));

    assertThat(api.search("{ " + byService + " }")).isEqualTo(matched);
    assertThat(api.search("{ " + byService + " && " + condition + " }"))
        .isNotEmpty()
        .allSatisfy((id, _) -> assertThat(traces).containsKey(id));
    for (Map.Entry<String, List<PlacedSpan>> entry : traces.entrySet()) {
      assertThat(trace(entry.getKey()))
          .containsExactlyInAnyOrderElementsOf(
              entry.getValue().stream().map(SentAndFound::visible).toList());
    }
  }

  /// What is stored of a trace, as far as an SDK shows it.
  List<PlacedSpan> trace(String traceId) throws IOException, InterruptedException {
    return api.trace(traceId).stream().map(SentAndFound::visible).toList();
  }

  private static PlacedSpan visible(PlacedSpan placed) {
    Span.Builder span = placed.span().toBuilder();
    span.setFlags(span.getFlags() & W3C_FLAGS);
    span.getLinksBuilderList().forEach(link -> link.setFlags(link.getFlags() & W3C_FLAGS));
    return placed.with(span.build());
  }

  @Override
  public void close() {
    api.close();
  }
}
