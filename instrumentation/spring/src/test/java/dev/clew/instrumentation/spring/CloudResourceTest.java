package dev.clew.instrumentation.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.FreshTracing;
import dev.clew.instrumentation.OtlpReceiver;
import dev.clew.instrumentation.fixtures.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

/// An application on Google's cloud, with `opentelemetry-gcp-resources` on the class path.
@Timeout(120)
class CloudResourceTest {
  private static final String METADATA = "/computeMetadata/v1/";

  /// The setting that keeps the other tests from asking for a cloud.
  private static final String DISABLED = "otel.java.disabled.resource.providers";

  /// What the server of the cloud says of a virtual machine.
  private static final Map<String, String> MACHINE =
      Map.of(
          "project/project-id", "clew-test",
          "instance/id", "4711",
          "instance/name", "shop-1",
          "instance/hostname", "shop-1.internal",
          "instance/zone", "projects/17/zones/europe-west3-b",
          "instance/machine-type", "projects/17/machineTypes/e2-small");

  @RegisterExtension final FreshTracing fresh = new FreshTracing();

  @Test
  @Row("2.020")
  void whatTheDetectorOfTheCloudFindsStandsInTheResourceThatIsSent() throws Exception {
    HttpServer metadata =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    metadata.createContext(
        METADATA,
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring(METADATA.length());
          byte[] value = MACHINE.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Metadata-Flavor", "Google");
          exchange.sendResponseHeaders(
              MACHINE.containsKey(name) ? 200 : 404, value.length == 0 ? -1 : value.length);
          exchange.getResponseBody().write(value);
          exchange.close();
        });
    metadata.start();
    String disabled = System.clearProperty(DISABLED);
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(new ToMetadata(metadata.getAddress()));
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      try (ConfigurableApplicationContext shop =
          Shop.start("otel.exporter.otlp.endpoint=" + receiver.url())) {
        shop.getBean(Shop.Stock.class).take();
      }
      assertThat(receiver.resource())
          .containsEntry("cloud.provider", "gcp")
          .containsEntry("cloud.platform", "gcp_compute_engine")
          .containsEntry("cloud.account.id", "clew-test")
          .containsEntry("cloud.region", "europe-west3")
          .containsEntry("host.id", "4711");
    } finally {
      ProxySelector.setDefault(before);
      System.setProperty(DISABLED, disabled);
      metadata.stop(0);
    }
  }

  /// The detector knows one address only, of the cloud's network; a proxy answers for it.
  private static final class ToMetadata extends ProxySelector {
    private final InetSocketAddress server;

    private ToMetadata(InetSocketAddress server) {
      this.server = server;
    }

    @Override
    public List<Proxy> select(URI uri) {
      return List.of(
          "metadata.google.internal".equals(uri.getHost())
              ? new Proxy(Proxy.Type.HTTP, server)
              : Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException error) {
      throw new AssertionError("the metadata server is away", error);
    }
  }
}
