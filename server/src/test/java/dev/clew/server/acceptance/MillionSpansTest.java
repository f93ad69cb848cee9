package dev.clew.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.WireFormat;
import dev.clew.server.acceptance.RawOtlp.Answer;
import dev.clew.server.wiring.Ports;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A trace of a million spans is answered by everything that answers traces, by a process with a
/// heap of 512 MB: from what was just received, and from blocks.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MillionSpansTest {
  private static final int SPANS = 1_000_000;

  private final WideTrace trace = new WideTrace(SPANS);
  private ServerProcess server;
  private ClewApi api;

  @BeforeAll
  void send(@TempDir Path folder) throws IOException, InterruptedException {
    server = ServerProcess.start(folder, "", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError");
    Ports ports = server.awaitReady();
    api = new ClewApi(ports);
    try (RawOtlp door = new RawOtlp(ports.otlpHttp())) {
      for (int request = 0; request < trace.requests(); request++) {
        send(trace.request(request), door);
      }
    }
  }

  private static void send(byte[] request, RawOtlp door) throws IOException, InterruptedException {
    while (true) {
      Answer answer = door.post(request, RawOtlp.PROTOBUF);
      if (answer.status() == 200) {
        return;
      }
      assertThat(answer.status()).as(answer.message()).isIn(429, 503);
      Thread.sleep(50);
    }
  }

  @AfterAll
  void stop() {
    api.close();
    server.close();
  }

  @Test
  void isAnsweredByEveryTraceEndpoint() throws IOException, InterruptedException {
    assertAnswered();
    api.flush();
    assertAnswered();
    assertThat(server.isAlive()).as(server.output()).isTrue();
    System.out.printf("most memory held: %d MB%n", server.peakMemory() >> 20);
  }

  private void assertAnswered() throws IOException, InterruptedException {
    String id = trace.traceId();
    String found = "{ resource.service.name = \"" + WideTrace.SERVICE + "\" }";

    assertThat(api.search(found)).containsOnlyKeys(id).containsValue(SPANS);
    assertThat(spansOfProtobuf("/api/clew/v1/traces/" + id)).isEqualTo(SPANS);
    assertThat(fields("/api/clew/v1/traces/" + id, "startTimeUnixNano")).isEqualTo(SPANS);
    assertThat(spansOfColumns("/api/clew/v1/traces/" + id + "/columns")).isEqualTo(SPANS);
    assertThat(fields("/api/traces/" + id, "operationName")).isEqualTo(SPANS);
    assertThat(fields("/api/v3/traces/" + id, "startTimeUnixNano")).isEqualTo(SPANS);
    JsonNode summaries =
        api.json(
            "/api/v3/trace-summaries?query.service_name="
                + WideTrace.SERVICE
                + "&query.start_time_min=2020-01-01T00:00:00Z"
                + "&query.start_time_max=2030-01-01T00:00:00Z");
    assertThat(summaries.path("summaries"))
        .singleElement()
        .matches(summary -> summary.path("spanCount").asInt() == SPANS);
  }

  private long spansOfProtobuf(String path) throws IOException, InterruptedException {
    long count = 0;
    try (InputStream body = api.answer(path, "application/x-protobuf")) {
      CodedInputStream in = CodedInputStream.newInstance(body);
      in.setSizeLimit(Integer.MAX_VALUE);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        assertThat(WireFormat.getTagFieldNumber(tag)).isEqualTo(1);
        ResourceSpans resource =
            in.readMessage(ResourceSpans.parser(), ExtensionRegistryLite.getEmptyRegistry());
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          count += scope.getSpansCount();
        }
      }
    }
    return count;
  }

  /// How often an answer in JSON has a field.
  private long fields(String path, String name) throws IOException, InterruptedException {
    long count = 0;
    try (InputStream body = api.answer(path, "application/json");
        JsonParser json = new JsonFactory().createParser(body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && name.equals(json.currentName())) {
          count++;
        }
      }
    }
    return count;
  }

  /// The number of spans that the header of binary columns gives, once all columns were read.
  private long spansOfColumns(String path) throws IOException, InterruptedException {
    try (DataInputStream body = new DataInputStream(api.answer(path, "application/octet-stream"))) {
      ByteBuffer header = ByteBuffer.wrap(body.readNBytes(48)).order(ByteOrder.LITTLE_ENDIAN);
      int spans = header.getInt(12);
      // Ids, starts and durations alone take 24 bytes a span.
      assertThat(body.transferTo(OutputStream.nullOutputStream())).isGreaterThan(24L * spans);
      return spans;
    }
  }
}
