package dev.clew.server.config;

import dev.clew.store.StoreOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a Clew process is told. Made by {@link #builder()}, where the defaults are documented,
/// or read by {@link ConfigFile}.
///
/// @param otlpGrpc the door for OTLP on 4317; null where a file leaves it out
/// @param otlpHttp the door for OTLP on 4318; null where a file leaves it out
/// @param basePath below which everything on the query port lies: empty, or as `/clew`
public record ClewConfig(
    Path data,
    String bind,
    @Nullable Endpoint otlpGrpc,
    @Nullable Endpoint otlpHttp,
    Endpoint query,
    String basePath,
    Endpoint health,
    Endpoint metrics,
    int maxGrpcBytes,
    int maxHttpBytes,
    List<String> allowedOrigins,
    StoreOptions store) {

  public static Builder builder() {
    return new Builder();
  }

  /// Collects settings.
  public static final class Builder {
    static final int DEFAULT_MAX_BYTES = 64 << 20;

    private Path data = Path.of("clew-data");
    private String bind = "127.0.0.1";
    private @Nullable Endpoint otlpGrpc = Endpoint.byDefault(4317);
    private @Nullable Endpoint otlpHttp = Endpoint.byDefault(4318);
    private Endpoint query = Endpoint.byDefault(16686);
    private String basePath = "";
    private Endpoint health = Endpoint.byDefault(13133);
    private Endpoint metrics = Endpoint.byDefault(8888);
    private int maxGrpcBytes = DEFAULT_MAX_BYTES;
    private int maxHttpBytes = DEFAULT_MAX_BYTES;
    private List<String> allowedOrigins =
        List.of(
            "http://localhost:*",
            "http://127.0.0.1:*",
            "https://localhost:*",
            "https://127.0.0.1:*");
    private StoreOptions store = StoreOptions.builder().build();

    private Builder() {}

    /// The folder for everything stored; `clew-data` in the working folder by default.
    public Builder data(Path folder) {
      data = folder;
      return this;
    }

    /// The address of every door that names none; loopback by default.
    public Builder bind(String address) {
      bind = address;
      return this;
    }

    /// The door for OTLP on port 4317 by default; null for none.
    public Builder otlpGrpc(@Nullable Endpoint endpoint) {
      otlpGrpc = endpoint;
      return this;
    }

    /// The door for OTLP on port 4318 by default; null for none.
    public Builder otlpHttp(@Nullable Endpoint endpoint) {
      otlpHttp = endpoint;
      return this;
    }

    /// The door for questions; port 16686 by default.
    public Builder query(Endpoint endpoint) {
      query = endpoint;
      return this;
    }

    /// The path below which everything on the query port lies; the root by default.
    ///
    /// @throws IllegalArgumentException when {@link BasePath} cannot read it
    public Builder basePath(String path) {
      basePath = BasePath.parse(path);
      return this;
    }

    /// The door for health checks; port 13133 by default.
    public Builder health(Endpoint endpoint) {
      health = endpoint;
      return this;
    }

    /// The door for Prometheus; port 8888 by default.
    public Builder metrics(Endpoint endpoint) {
      metrics = endpoint;
      return this;
    }

    /// The largest message over gRPC after decompression, in bytes; 64 MiB by default.
    public Builder maxGrpcBytes(int bytes) {
      maxGrpcBytes = bytes;
      return this;
    }

    /// The largest body over HTTP after decompression, in bytes; 64 MiB by default.
    public Builder maxHttpBytes(int bytes) {
      maxHttpBytes = bytes;
      return this;
    }

    /// From which web pages browsers may send spans, with `*` for anything; those on this machine
    /// by default.
    public Builder allowedOrigins(List<String> origins) {
      allowedOrigins = List.copyOf(origins);
      return this;
    }

    /// How the store is kept.
    public Builder store(StoreOptions options) {
      store = options;
      return this;
    }

    /// Every door on a port that is free: for tests and for training the start-up cache.
    public Builder ephemeralPorts() {
      Endpoint any = new Endpoint(null, 0, true);
      return otlpGrpc(any).otlpHttp(any).query(any).health(any).metrics(any);
    }

    public ClewConfig build() {
      return new ClewConfig(
          data,
          bind,
          otlpGrpc,
          otlpHttp,
          query,
          basePath,
          health,
          metrics,
          maxGrpcBytes,
          maxHttpBytes,
          allowedOrigins,
          store);
    }
  }
}
