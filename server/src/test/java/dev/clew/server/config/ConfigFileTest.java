package dev.clew.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.store.FsyncPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Configuration files, and what is said of wrong ones.
class ConfigFileTest {
  @TempDir private Path folder;

  @Test
  void everySettingIsRead() throws IOException {
    ClewConfig config =
        read(
            """
            receivers:
              otlp:
                protocols:
                  grpc: { endpoint: "0.0.0.0:5317", max_recv_msg_size_mib: 4 }
                  http:
                    endpoint: localhost:5318
                    max_request_body_size: 20MiB
                    cors: { allowed_origins: ["https://*.example.com"] }
            extensions:
              health_check: { endpoint: ":14133" }
              jaeger_query: { base_path: /clew/, http: { endpoint: "[::1]:17686" } }
            service: { telemetry: { metrics: { address: "127.0.0.1:9999" } } }
            storage:
              path: ${env:HOME_OF_TRACES}/data
              fsync: always
              generation: { log_size: 64MiB, memory_size: 32MiB, age: 1m30s }
              retention: { age: 14d, size: 10GB }
            """);
    assertThat(config.otlpGrpc()).isEqualTo(new Endpoint("0.0.0.0", 5317, true));
    assertThat(config.otlpHttp()).isEqualTo(new Endpoint("localhost", 5318, true));
    assertThat(config.health()).isEqualTo(new Endpoint("0.0.0.0", 14133, true));
    assertThat(config.query()).isEqualTo(new Endpoint("::1", 17686, true));
    assertThat(config.basePath()).isEqualTo("/clew");
    assertThat(config.metrics()).isEqualTo(new Endpoint("127.0.0.1", 9999, true));
    assertThat(config.maxGrpcBytes()).isEqualTo(4 << 20);
    assertThat(config.maxHttpBytes()).isEqualTo(20 << 20);
    assertThat(config.allowedOrigins()).containsExactly("https://*.example.com");
    assertThat(config.data()).isEqualTo(Path.of("/srv/traces/data"));
    assertThat(config.store().fsync()).isEqualTo(FsyncPolicy.ALWAYS);
    assertThat(config.store().generationLogBytes()).isEqualTo(64L << 20);
    assertThat(config.store().generationArenaBytes()).isEqualTo(32L << 20);
    assertThat(config.store().generationAge()).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.store().retentionAge()).isEqualTo(Duration.ofDays(14));
    assertThat(config.store().retentionBytes()).isEqualTo(10_000_000_000L);
  }

  @Test
  void anEmptyFileSaysNothing() throws IOException {
    ClewConfig config = read("");
    assertThat(config.otlpGrpc()).isEqualTo(Endpoint.byDefault(4317));
    assertThat(config.bind()).isEqualTo("127.0.0.1");
  }

  @Test
  void aReceiverHasOnlyTheProtocolsThatItNames() throws IOException {
    ClewConfig config = read("receivers: { otlp: { protocols: { http: } } }");
    assertThat(config.otlpGrpc()).isNull();
    assertThat(config.otlpHttp()).isEqualTo(Endpoint.byDefault(4318));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ${env:HOME_OF_TRACES}           | /srv/traces
          ${HOME_OF_TRACES}/x             | /srv/traces/x
          ${env:MISSING:-/var/traces}     | /var/traces
          ${MISSING:-a}/${MISSING:-b}     | a/b
          cost$$5                         | cost$5
          """)
  void variablesArePutIn(String path, String expected) throws IOException {
    assertThat(read("storage: { path: '" + path + "' }").data()).isEqualTo(Path.of(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          storage: { pth: x }                       | 1: unknown key 'storage.pth', did you mean 'path'
          storgae: { path: x }                      | unknown key 'storgae', did you mean 'storage'
          exporters: { debug: {} }                  | unknown key 'exporters', known here: extensions, receivers, service, storage
          storage: { path: '${MISSING}' }           | 1: storage.path: the environment variable 'MISSING' is not set
          storage: { fsync: sometimes }             | storage.fsync: 'sometimes' is not always, interval or never
          storage: { retention: { age: soon } }     | storage.retention.age: 'soon' is not a duration
          storage: { retention: { size: big } }     | storage.retention.size: 'big' is not a size
          storage: [1]                              | storage must be a section with keys
          storage: { path: [a] }                    | storage.path must be a single value
          storage: { path: a, path: b }             | occurs twice
          service: { telemetry: { metrics: { address: nowhere } } } | 'nowhere' is not host:port
          extensions: { health_check: { endpoint: "a:70000" } }     | port 70000 is not between 0 and 65535
          a: { b                                    | not YAML
          """)
  void whatIsWrongIsNamedWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(folder.resolve("clew.yaml") + ":")
        .hasMessageContaining(message);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> ConfigFile.read(folder.resolve("none.yaml"), _ -> null))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none.yaml");
  }

  private ClewConfig read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("clew.yaml"), yaml);
    return ConfigFile.read(file, Map.of("HOME_OF_TRACES", "/srv/traces")::get).build();
  }
}
