package dev.clew.server.config;

import dev.clew.server.units.ByteSizes;
import dev.clew.server.units.GoDuration;
import dev.clew.store.FsyncPolicy;
import dev.clew.store.StoreOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/// Reads a configuration file: YAML in the shape of the OpenTelemetry Collector's, for what Clew
/// has of it, and a `storage` section. `docs/configuration.md` lists the keys.
public final class ConfigFile {
  private final ClewConfig.Builder config = ClewConfig.builder();
  private final StoreOptions.Builder store = StoreOptions.builder();

  private ConfigFile() {}

  /// @param environment the value of a variable, null where it is not set
  /// @return a builder with what the file says, so that the command line can have the last word
  /// @throws ConfigException when the file cannot be read, is not YAML, or says what is not known
  public static ClewConfig.Builder read(Path file, Function<String, @Nullable String> environment) {
    try (Reader reader = Files.newBufferedReader(file)) {
      Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
      if (root != null && !(root instanceof MappingNode)) {
        throw new ConfigException(file + ":1: the file must hold sections with keys");
      }
      ConfigFile target = new ConfigFile();
      try (YamlSection top =
          new YamlSection(file.toString(), "", (MappingNode) root, environment)) {
        target.top(top);
      }
      return target.config.store(target.store.build());
    } catch (NoSuchFileException e) {
      throw new ConfigException("there is no configuration file '" + file + "'", e);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new ConfigException(file + ":" + line + ": not YAML: " + e.getProblem(), e);
    } catch (IOException e) {
      throw new ConfigException("cannot read configuration file '" + file + "': " + e, e);
    }
  }

  private void top(YamlSection top) {
    try (YamlSection receivers = top.section("receivers")) {
      receivers(receivers);
    }
    try (YamlSection extensions = top.section("extensions")) {
      extensions(extensions);
    }
    try (YamlSection service = top.section("service");
        YamlSection telemetry = service.section("telemetry");
        YamlSection metrics = telemetry.section("metrics")) {
      metrics.text("address", text -> config.metrics(Endpoint.parse(text)));
    }
    try (YamlSection storage = top.section("storage")) {
      storage(storage);
    }
  }

  private void receivers(YamlSection receivers) {
    boolean given = receivers.has("otlp");
    try (YamlSection otlp = receivers.section("otlp");
        YamlSection protocols = otlp.section("protocols")) {
      if (given && !protocols.has("grpc")) {
        config.otlpGrpc(null);
      }
      if (given && !protocols.has("http")) {
        config.otlpHttp(null);
      }
      try (YamlSection grpc = protocols.section("grpc")) {
        grpc.text("endpoint", text -> config.otlpGrpc(Endpoint.parse(text)));
        grpc.text("max_recv_msg_size_mib", text -> config.maxGrpcBytes(bodyLimit(text + "MiB")));
      }
      try (YamlSection http = protocols.section("http")) {
        http.text("endpoint", text -> config.otlpHttp(Endpoint.parse(text)));
        http.text("max_request_body_size", text -> config.maxHttpBytes(bodyLimit(text)));
        try (YamlSection cors = http.section("cors")) {
          if (cors.has("allowed_origins")) {
            List<String> origins = new ArrayList<>();
            cors.items("allowed_origins", origins::add);
            config.allowedOrigins(origins);
          }
        }
      }
    }
  }

  private static int bodyLimit(String text) {
    long bytes = ByteSizes.parse(text);
    if (bytes < 1024 || bytes > 1 << 30) {
      throw new IllegalArgumentException("'" + text + "' is not between 1 KiB and 1 GiB");
    }
    return (int) bytes;
  }

  private void extensions(YamlSection extensions) {
    try (YamlSection health = extensions.section("health_check")) {
      health.text("endpoint", text -> config.health(Endpoint.parse(text)));
    }
    try (YamlSection query = extensions.section("jaeger_query");
        YamlSection http = query.section("http")) {
      query.text("base_path", config::basePath);
      http.text("endpoint", text -> config.query(Endpoint.parse(text)));
    }
  }

  private void storage(YamlSection storage) {
    storage.text("path", text -> config.data(Path.of(text)));
    Duration[] interval = {Duration.ofMillis(200)};
    storage.text("fsync_interval", text -> interval[0] = Duration.ofNanos(GoDuration.nanos(text)));
    store.fsync(FsyncPolicy.interval(interval[0]));
    storage.text("fsync", text -> store.fsync(fsync(text, interval[0])));
    try (YamlSection generation = storage.section("generation")) {
      generation.text("log_size", text -> store.generationLogBytes(ByteSizes.parse(text)));
      generation.text("memory_size", text -> store.generationArenaBytes(ByteSizes.parse(text)));
      generation.text("age", text -> store.generationAge(Duration.ofNanos(GoDuration.nanos(text))));
    }
    try (YamlSection retention = storage.section("retention")) {
      retention.text("age", text -> store.retentionAge(Duration.ofNanos(GoDuration.nanos(text))));
      retention.text("size", text -> store.retentionBytes(ByteSizes.parse(text)));
    }
  }

  private static FsyncPolicy fsync(String text, Duration interval) {
    return switch (text) {
      case "always" -> FsyncPolicy.ALWAYS;
      case "never" -> FsyncPolicy.NEVER;
      case "interval" -> FsyncPolicy.interval(interval);
      default ->
          throw new IllegalArgumentException("'" + text + "' is not always, interval or never");
    };
  }
}
