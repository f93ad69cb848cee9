package dev.clew.server;

import dev.clew.server.config.ClewConfig;
import dev.clew.server.wiring.Clew;
import dev.clew.server.wiring.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// A whole Clew in this process for a test, on ports that are free, ready to take spans.
public final class ClewServer implements AutoCloseable {
  private final Clew clew;

  private ClewServer(Clew clew) {
    this.clew = clew;
  }

  /// Starts one and waits until its store is open.
  ///
  /// @param data folder for everything stored; what an earlier server left there is still known
  public static ClewServer start(Path data) {
    return start(data, settings -> settings);
  }

  /// The same with other settings than the defaults.
  public static ClewServer start(Path data, UnaryOperator<ClewConfig.Builder> settings) {
    Clew clew =
        Clew.start(settings.apply(ClewConfig.builder().data(data).ephemeralPorts()).build());
    try {
      clew.ready().join();
    } catch (RuntimeException e) {
      clew.close();
      throw e;
    }
    return new ClewServer(clew);
  }

  public Ports ports() {
    return clew.ports();
  }

  /// An address on the port for OTLP over HTTP.
  public URI otlp(String path) {
    return uri(ports().otlpHttp(), path);
  }

  /// An address on the query port.
  public URI query(String path) {
    return uri(ports().query(), path);
  }

  public static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    clew.close();
  }
}
