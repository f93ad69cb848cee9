package dev.clew.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// The spans of the Train-Ticket day, read from their file without any of Clew's code.
///
/// @param spanCount of the file, repeats too
/// @param traces by id, each with its distinct spans
record TrainTicketDay(Path file, int spanCount, Map<String, Set<PlacedSpan>> traces) {
  static TrainTicketDay read(Path file) throws IOException {
    Map<String, Set<PlacedSpan>> traces = new HashMap<>();
    int spanCount = 0;
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        for (JsonNode under : fields(json.readTree(line), "resourceSpans").get("resourceSpans")) {
          Resource resource = resource(fields(under, "resource", "scopeSpans").get("resource"));
          for (JsonNode within : under.get("scopeSpans")) {
            JsonNode scope = fields(fields(within, "scope", "spans").get("scope"), "name");
            InstrumentationScope named =
                InstrumentationScope.newBuilder().setName(scope.get("name").asText()).build();
            for (JsonNode node : within.get("spans")) {
              PlacedSpan span = new PlacedSpan(resource, "", named, "", span(node));
              traces.computeIfAbsent(span.traceId(), _ -> new HashSet<>()).add(span);
              spanCount++;
            }
          }
        }
      }
    }
    return new TrainTicketDay(file, spanCount, traces);
  }

  int distinctSpans() {
    return traces.values().stream().mapToInt(Set::size).sum();
  }

  private static Resource resource(JsonNode node) {
    Resource.Builder resource = Resource.newBuilder();
    for (JsonNode attribute : fields(node, "attributes").get("attributes")) {
      String value = fields(attribute.get("value"), "stringValue").get("stringValue").asText();
      resource.addAttributes(
          KeyValue.newBuilder()
              .setKey(attribute.get("key").asText())
              .setValue(AnyValue.newBuilder().setStringValue(value)));
    }
    return resource.build();
  }

  private static Span span(JsonNode node) {
    fields(
        node, "traceId", "spanId", "parentSpanId", "name", "startTimeUnixNano", "endTimeUnixNano");
    return Span.newBuilder()
        .setTraceId(bytes(node.path("traceId").asText()))
        .setSpanId(bytes(node.path("spanId").asText()))
        .setParentSpanId(bytes(node.path("parentSpanId").asText("")))
        .setName(node.path("name").asText())
        .setStartTimeUnixNano(Long.parseUnsignedLong(node.path("startTimeUnixNano").asText()))
        .setEndTimeUnixNano(Long.parseUnsignedLong(node.path("endTimeUnixNano").asText()))
        .build();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  /// The object, which has no other fields than those that are read here.
  private static JsonNode fields(JsonNode object, String... known) {
    assertThat(Set.of(known)).containsAll(() -> object.fieldNames());
    return object;
  }
}
