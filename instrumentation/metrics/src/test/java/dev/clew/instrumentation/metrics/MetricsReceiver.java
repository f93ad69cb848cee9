package dev.clew.instrumentation.metrics;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// A real receiver of OTLP over HTTP on a port of its own, which remembers the metrics it was sent.
final class MetricsReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<ResourceMetrics> received = new ArrayList<>();

  MetricsReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  synchronized List<ResourceMetrics> resources() {
    return List.copyOf(received);
  }

  List<Metric> metrics() {
    return resources().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .toList();
  }

  Metric named(String name) {
    return metrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "no metric '"
                        + name
                        + "' among "
                        + metrics().stream().map(Metric::getName).toList()));
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestURI().getPath().equals("/v1/metrics")) {
      remember(body);
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private synchronized void remember(byte[] body) throws InvalidProtocolBufferException {
    received.addAll(ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
