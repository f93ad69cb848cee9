package dev.clew.server.cli;

import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.OtlpJsonEncoder;
import dev.clew.model.otlp.OtlpProtobufEncoder;
import dev.clew.server.config.ClewConfig;
import dev.clew.server.wiring.Clew;
import dev.clew.server.wiring.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `clew train`: lives through a short working day, so that the JVM can note which classes and
/// methods a start needs (the AOT cache of JEP 514 and 515). The build runs it.
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {
  private static final int ROUNDS = 20;
  private static final int SPANS = 50;

  private static final String[] QUESTIONS = {
    "/api/clew/v1/search?q=%7B+duration+%3E+1ms+%26%26+.http.request.method+%3D+%22GET%22+%7D",
    "/api/clew/v1/traces/2a",
    "/api/clew/v1/traces/2a/columns",
    "/api/clew/v1/services",
    "/api/clew/v1/operations",
    "/api/clew/v1/keys",
    "/api/clew/v1/values?name=name",
    "/api/clew/v1/status"
  };

  @Option(names = "--data", paramLabel = "DIR", required = true)
  private Path data = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    // The flow of "clew serve": a second one on its own ports, in the folder of the first.
    for (int round = 0; round < 2; round++) {
      try (Clew clew = Clew.start(ClewConfig.builder().data(data).ephemeralPorts().build());
          HttpClient http = HttpClient.newHttpClient()) {
        var _ = clew.ready().join();
        var _ = clew.summary();
        work(clew.ports(), http);
      }
    }
    return 0;
  }

  private static void work(Ports ports, HttpClient http) throws IOException, InterruptedException {
    byte[] protobuf = new OtlpProtobufEncoder().encode(batch());
    byte[] json = json(batch());
    for (int round = 0; round < ROUNDS; round++) {
      String traces = "/v1/traces";
      send(http, post(ports.otlpHttp(), traces, "application/x-protobuf", protobuf));
      send(http, post(ports.otlpHttp(), traces, "application/json", json));
      String export = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
      send(http, post(ports.otlpGrpc(), export, "application/grpc", frame(protobuf)));
    }
    ask(http, ports);
    send(http, post(ports.query(), "/api/clew/v1/flush", "application/json", new byte[0]));
    ask(http, ports);
  }

  private static void ask(HttpClient http, Ports ports) throws IOException, InterruptedException {
    send(http, get(ports.health(), "/status"));
    send(http, get(ports.metrics(), "/metrics"));
    for (String path : QUESTIONS) {
      send(http, get(ports.query(), path));
    }
  }

  private static SpanBatch batch() {
    SpanBatchBuilder batch = new SpanBatchBuilder();
    batch.beginResource();
    batch
        .resourcePresent()
        .resourceAttribute(
            batch.string("service.name"), AttributeType.STRING, batch.string("training"));
    batch.beginScope();
    long now = System.currentTimeMillis() * 1_000_000;
    for (int span = 1; span <= SPANS; span++) {
      batch.beginSpan();
      batch
          .traceId(0, 0x2a)
          .spanId(span)
          .parentSpanId(span / 2)
          .name(batch.string("GET /lesson"))
          .kind(2)
          .startNanos(now + span)
          .endNanos(now + 1_000_000L * span)
          .statusCode(span % 10 == 0 ? 2 : 0)
          .attribute("http.request.method", "GET")
          .attribute(batch.string("http.response.status_code"), AttributeType.INT, 200);
      batch.beginEvent(now + span);
      batch.eventName(batch.string("exception"));
      batch.endSpan();
    }
    return batch.build();
  }

  private static byte[] json(SpanBatch batch) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OtlpJsonEncoder encoder = new OtlpJsonEncoder(out);
    encoder.begin();
    encoder.write(batch);
    encoder.end();
    return out.toByteArray();
  }

  private static byte[] frame(byte[] message) {
    return ByteBuffer.allocate(message.length + 5)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  private static HttpRequest get(int port, String path) {
    return HttpRequest.newBuilder(uri(port, path)).build();
  }

  private static HttpRequest post(int port, String path, String type, byte[] body) {
    return HttpRequest.newBuilder(uri(port, path))
        .header("content-type", type)
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static void send(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new CommandFailedException(
          request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
    }
  }
}
