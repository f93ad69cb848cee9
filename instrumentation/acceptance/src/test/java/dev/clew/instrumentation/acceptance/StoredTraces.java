package dev.clew.instrumentation.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.clew.instrumentation.test.SpanNode;
import dev.clew.instrumentation.test.SpanTree;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The traces that a running Clew answers with.
final class StoredTraces {
  private static final Pattern TRACE_ID =
      Pattern.compile("\"traceID\":\"([0-9a-f]{32})\",\"spans\"");

  private final int port;

  /// @param port of its query door
  StoredTraces(int port) {
    this.port = port;
  }

  /// Something that is to be true of the stored traces.
  interface Claim {
    /// @throws AssertionError where it is not
    void check() throws IOException, InterruptedException;
  }

  /// Waits until the trace is the drawn one; it may come in pieces.
  ///
  /// @throws AssertionError where it is not within the time
  void awaitTree(String traceId, String drawn, Duration patience)
      throws IOException, InterruptedException {
    await(patience, () -> tree(traceId).assertMatches(drawn));
  }

  /// Waits until a claim is true.
  ///
  /// @throws AssertionError where it is not within the time
  void await(Duration patience, Claim claim) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        claim.check();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
      Thread.sleep(50);
    }
  }

  /// The trace as it is stored now.
  ///
  /// @throws AssertionError where there is none
  SpanTree tree(String traceId) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/clew/v1/traces/" + traceId);
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("accept", "application/x-protobuf").build();
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(uri.toString()).isEqualTo(200);
    List<Span> spans =
        TracesData.parseFrom(answer.body()).getResourceSpansList().stream()
            .flatMap(resource -> resource.getScopeSpansList().stream())
            .flatMap(scope -> scope.getSpansList().stream())
            .sorted(Comparator.comparingLong(Span::getStartTimeUnixNano))
            .toList();
    return SpanTree.ofNodes(below(ByteString.EMPTY, spans));
  }

  /// The ids of the traces that Jaeger's search form finds by a service and one tag.
  List<String> byTag(String service, String key, String value)
      throws IOException, InterruptedException {
    String tags = URLEncoder.encode("{\"" + key + "\":\"" + value + "\"}", UTF_8);
    URI uri =
        URI.create("http://127.0.0.1:" + port + "/api/traces?service=" + service + "&tags=" + tags);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(uri + answer.body()).isEqualTo(200);
    return TRACE_ID.matcher(answer.body()).results().map(match -> match.group(1)).toList();
  }

  private static List<SpanNode> below(ByteString parent, List<Span> spans) {
    return spans.stream()
        .filter(span -> span.getParentSpanId().equals(parent))
        .map(span -> node(span, spans))
        .toList();
  }

  private static SpanNode node(Span span, List<Span> spans) {
    Status status = span.getStatus();
    return new SpanNode(
        span.getName(),
        span.getKind().name().replace("SPAN_KIND_", ""),
        OptionalLong.of((span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1_000_000),
        status.getCode().name().replace("STATUS_CODE_", ""),
        status.getMessage().isEmpty() ? null : status.getMessage(),
        values(span.getAttributesList()),
        span.getEventsList().stream()
            .map(event -> new SpanNode.Event(event.getName(), values(event.getAttributesList())))
            .toList(),
        below(span.getSpanId(), spans));
  }

  private static Map<String, Object> values(List<KeyValue> attributes) {
    Map<String, Object> values = new TreeMap<>();
    for (KeyValue attribute : attributes) {
      values.put(attribute.getKey(), value(attribute.getValue()));
    }
    return values;
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(StoredTraces::value).toList();
      case KVLIST_VALUE, BYTES_VALUE, STRING_VALUE_STRINDEX, VALUE_NOT_SET ->
          throw new AssertionError("no such value is made here: " + value);
    };
  }
}
