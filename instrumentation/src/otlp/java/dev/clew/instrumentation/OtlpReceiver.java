package dev.clew.instrumentation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/// A real receiver of OTLP over HTTP on a port of its own, which remembers what it was sent.
public final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final List<Received> received = new ArrayList<>();

  /// One request.
  ///
  /// @param bytes as they came over the wire
  public record Received(
      String path, Map<String, String> headers, byte[] bytes, ExportTraceServiceRequest request) {}

  /// Starts it.
  public OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(workers);
    server.start();
  }

  /// Its address without a path.
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /// Every request so far.
  public synchronized List<Received> all() {
    return List.copyOf(received);
  }

  /// Every span so far, in the order of arrival.
  public List<Span> spans() {
    return all().stream()
        .flatMap(one -> one.request().getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /// The attributes of the resource that the last spans came from.
  public Map<String, String> resource() {
    List<Received> requests = all();
    Resource resource =
        requests.get(requests.size() - 1).request().getResourceSpans(0).getResource();
    Map<String, String> attributes = new TreeMap<>();
    for (KeyValue attribute : resource.getAttributesList()) {
      attributes.put(attribute.getKey(), attribute.getValue().getStringValue());
    }
    return attributes;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    boolean zipped = "gzip".equals(headers.get("content-encoding"));
    InputStream raw = new ByteArrayInputStream(bytes);
    try (InputStream body = zipped ? new GZIPInputStream(raw) : raw) {
      ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
      synchronized (this) {
        String path = exchange.getRequestURI().getPath();
        received.add(new Received(path, headers, bytes, request));
      }
    }
    exchange.getResponseHeaders().set("content-type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
