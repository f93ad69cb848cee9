package dev.clew.instrumentation;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the code says about tracing. Every setting in the environment of the process has precedence
/// over it, so that whoever runs a program can change what its author chose.
///
/// ```java
/// Tracing.init(TracingOptions.builder()
///     .service("order-service")
///     .environment("staging")
///     .property("otel.traces.sampler", "always_on")
///     .build());
/// ```
public final class TracingOptions {
  private static final String EXPORTER = "otel.traces.exporter";
  private static final TracingOptions NONE = builder().build();

  private final Map<String, String> properties;
  private final ErrorClassifier errorClassifier;
  private final OperationNames operationNames;
  private final @Nullable SpanExporter exporter;
  private final boolean closeAtExit;

  private TracingOptions(Builder builder) {
    properties = Map.copyOf(builder.properties);
    errorClassifier = builder.errorClassifier;
    operationNames = builder.operationNames;
    exporter = builder.exporter;
    closeAtExit = builder.closeAtExit;
  }

  /// No options: the environment decides, and the defaults.
  static TracingOptions none() {
    return NONE;
  }

  /// Options that say nothing yet.
  ///
  /// ```java
  /// TracingOptions options = TracingOptions.builder().service("shop").build();
  /// ```
  public static Builder builder() {
    return new Builder();
  }

  /// OpenTelemetry's properties by name, as `otel.service.name`.
  Map<String, String> properties() {
    return properties;
  }

  ErrorClassifier errorClassifier() {
    return errorClassifier;
  }

  OperationNames operationNames() {
    return operationNames;
  }

  /// What the exporter `custom` is; null where there is none.
  @Nullable SpanExporter exporter() {
    return exporter;
  }

  boolean closesAtExit() {
    return closeAtExit;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TracingOptions options
        && properties.equals(options.properties)
        && errorClassifier.equals(options.errorClassifier)
        && operationNames.equals(options.operationNames)
        && Objects.equals(exporter, options.exporter)
        && closeAtExit == options.closeAtExit;
  }

  @Override
  public int hashCode() {
    return Objects.hash(properties, errorClassifier, operationNames, exporter, closeAtExit);
  }

  /// Collects options.
  ///
  /// ```java
  /// TracingOptions.Builder options = TracingOptions.builder();
  /// ```
  public static final class Builder {
    private final Map<String, String> properties = new LinkedHashMap<>();
    private ErrorClassifier errorClassifier = ErrorClassifier.standard();
    private OperationNames operationNames = OperationNames.DOTTED;
    private @Nullable SpanExporter exporter;
    private boolean closeAtExit = true;

    private Builder() {}

    /// The service's name, `service.name`.
    ///
    /// ```java
    /// options.service("api-gateway");
    /// ```
    public Builder service(String name) {
      return property("otel.service.name", name);
    }

    /// The service's version, `service.version`; by default that of the jar the program started
    /// from.
    ///
    /// ```java
    /// options.version("2.0.1");
    /// ```
    public Builder version(String version) {
      return property("clew.service.version", version);
    }

    /// The environment it runs in, `deployment.environment.name`, as `production`; it chooses the
    /// profile.
    ///
    /// ```java
    /// options.environment("staging");
    /// ```
    public Builder environment(String name) {
      return property("clew.environment", name);
    }

    /// Whether log lines carry `dd.trace_id` and `dd.span_id` too, and Logback's carry the ids
    /// without a setting of its own, where `clew-instrumentation-logs` is there.
    ///
    /// ```java
    /// options.logInjection(true);
    /// ```
    public Builder logInjection(boolean on) {
      return property("clew.logs.injection", Boolean.toString(on));
    }

    /// Whether metrics of the JVM are made and exported, where `clew-instrumentation-metrics` is
    /// there.
    ///
    /// ```java
    /// options.runtimeMetrics(true);
    /// ```
    public Builder runtimeMetrics(boolean on) {
      return property("clew.runtime.metrics", Boolean.toString(on));
    }

    /// Whether the first span of this service in a trace says `analytics.event` to a Datadog
    /// backend. Clew searches every span it keeps, with it and without.
    ///
    /// ```java
    /// options.analytics(true);
    /// ```
    public Builder analytics(boolean on) {
      return property("clew.analytics", Boolean.toString(on));
    }

    /// Any setting of OpenTelemetry's or of Clew's, by the name of its system property.
    ///
    /// ```java
    /// options.property("otel.bsp.schedule.delay", "1000");
    /// ```
    public Builder property(String name, String value) {
      properties.put(name, value);
      return this;
    }

    /// An exporter of the application's own, under the name `custom`. It is the one exporter where
    /// no setting names any; `OTEL_TRACES_EXPORTER=otlp,custom` sends to both.
    ///
    /// It has a queue and a thread of its own: it may block, and what it throws is counted.
    ///
    /// ```java
    /// options.exporter(new FileExporter(folder));
    /// ```
    public Builder exporter(SpanExporter exporter) {
      this.exporter = exporter;
      properties.putIfAbsent(EXPORTER, CustomExporter.NAME);
      return this;
    }

    /// Where the exporter `custom` puts each span, as {@link #exporter} does, one after the other
    /// on one thread.
    ///
    /// ```java
    /// options.sink(span -> queue.add(span.getName()));
    /// ```
    public Builder sink(Consumer<? super SpanData> sink) {
      return exporter(new SinkExporter(sink));
    }

    /// Who says what kind of error an error is.
    ///
    /// ```java
    /// options.errorClassifier(new PaymentErrors());
    /// ```
    public Builder errorClassifier(ErrorClassifier classifier) {
      errorClassifier = classifier;
      return this;
    }

    /// How the spans of {@link Operations} are named; by default `cache.get`, `db.select.users`.
    ///
    /// ```java
    /// options.operationNames(OperationNames.DOTTED_KEYS);
    /// ```
    public Builder operationNames(OperationNames names) {
      operationNames = names;
      return this;
    }

    /// Whether the JVM's exit closes tracing; by default it does. The hooks of an exit run side by
    /// side: an application that still answers requests in one of its own closes the handle at that
    /// one's end.
    ///
    /// ```java
    /// options.closeAtExit(false);
    /// ```
    public Builder closeAtExit(boolean wanted) {
      closeAtExit = wanted;
      return this;
    }

    /// The options.
    ///
    /// ```java
    /// Tracing.init(options.build());
    /// ```
    public TracingOptions build() {
      return new TracingOptions(this);
    }
  }
}
