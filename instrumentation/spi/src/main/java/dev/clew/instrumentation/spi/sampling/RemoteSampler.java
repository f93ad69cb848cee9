package dev.clew.instrumentation.spi.sampling;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Samples as a server says, as the sampler `remote`: a Jaeger agent or collector, or Clew, is
/// asked over HTTP for the strategy of this service, again and again.
///
/// Until the first answer, the ratio that is given as the sampler's argument holds. Spans with a
/// parent follow it. Over gRPC, `jaeger_remote` of OpenTelemetry does the same where it is on the
/// class path.
///
/// ```
/// JAEGER_SAMPLER=remote
/// JAEGER_SAMPLER_PARAM=0.001
/// JAEGER_SAMPLING_ENDPOINT=http://localhost:5778/sampling
/// ```
public final class RemoteSampler implements ConfigurableSamplerProvider {
  private static final double DEFAULT_RATIO = 0.001;
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);
  private static final String DEFAULT_ENDPOINT = "http://localhost:5778/sampling";

  /// For the SDK, which finds it by its name.
  public RemoteSampler() {}

  @Override
  public String getName() {
    return "remote";
  }

  @Override
  public Sampler createSampler(ConfigProperties config) {
    String endpoint = config.getString("clew.remote.sampler.endpoint", DEFAULT_ENDPOINT);
    Duration interval = config.getDuration("clew.remote.sampler.interval", DEFAULT_INTERVAL);
    double ratio = config.getDouble("otel.traces.sampler.arg", DEFAULT_RATIO);
    return new Polled(
        question(endpoint, config.getString("otel.service.name", "unknown_service")),
        interval,
        RatioSampler.of(ratio));
  }

  private static URI question(String endpoint, String service) {
    URI uri = URI.create(endpoint);
    String path =
        uri.getPath().isEmpty() || uri.getPath().equals("/") ? "/sampling" : uri.getPath();
    return URI.create(
        "%s://%s%s?service=%s"
            .formatted(
                uri.getScheme(),
                uri.getRawAuthority(),
                path,
                URLEncoder.encode(service, StandardCharsets.UTF_8)));
  }

  /// The strategy that holds now. The SDK that uses it shuts it down.
  private static final class Polled implements Sampler {
    private final SamplingPoller poller;
    private volatile Sampler strategy;

    Polled(URI question, Duration interval, Sampler initial) {
      strategy = Sampler.parentBased(initial);
      poller =
          new SamplingPoller(
              question, interval, answered -> strategy = Sampler.parentBased(answered));
      poller.start();
    }

    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
      return strategy.shouldSample(parent, traceId, name, kind, attributes, links);
    }

    @Override
    public String getDescription() {
      return "RemoteSampler{" + strategy.getDescription() + "}";
    }

    @Override
    public String toString() {
      return getDescription();
    }

    @Override
    public CompletableResultCode shutdown() {
      poller.stop();
      return CompletableResultCode.ofSuccess();
    }
  }
}
