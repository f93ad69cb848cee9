package dev.clew.instrumentation.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.sentry.Hint;
import io.sentry.ISerializer;
import io.sentry.Sentry;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEnvelopeItem;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.transport.ITransport;
import io.sentry.transport.RateLimiter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What Sentry would send.
class SentryTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  private final List<SentryEvent> sent = new ArrayList<>();

  private void init(boolean processor) {
    Sentry.init(
        options -> {
          options.setDsn("https://key@localhost/1");
          options.setTransportFactory((all, request) -> new Remembering(all));
          if (processor) {
            options.addEventProcessor(new TraceIdProcessor());
          }
        });
  }

  @AfterEach
  void close() {
    Sentry.close();
  }

  @Test
  @Row({"3.124", "3.128"})
  void anErrorIsCapturedWithItsTraceAndWhatItWasAbout() {
    init(false);
    IllegalStateException error = new IllegalStateException("no model");
    Tracing.withSpan("job.run", () -> DocExamples.capture(error));
    TracedSentry.captureException(new IllegalStateException("outside"));

    assertThat(sent).hasSize(2);
    SentryEvent event = sent.get(0);
    assertThat(event.getTags())
        .containsEntry("trace_id", spans.named("job.run").getTraceId())
        .containsEntry("span_id", spans.named("job.run").getSpanId());
    assertThat(event.getContexts().get("job")).isEqualTo(Map.of("id", "job-123", "priority", 5));
    assertThat(event.getExceptions()).extracting("value").containsExactly("no model");
    assertThat(sent.get(1).getTag("trace_id")).isNull();
    assertThat(sent.get(1).getContexts().get("job")).isNull();
  }

  @Test
  @Row({"3.124"})
  void whatTheApplicationCapturesItselfHasItsTraceToo() {
    init(true);
    Tracing.withSpan(
        "job.run", () -> Sentry.captureException(new IllegalStateException("no model")));
    Sentry.captureException(new IllegalStateException("outside"));
    assertThat(sent).hasSize(2);
    assertThat(sent.get(0).getTag("trace_id")).isEqualTo(spans.named("job.run").getTraceId());
    assertThat(sent.get(1).getTag("trace_id")).isNull();
  }

  @Test
  void withoutSentryTheApplicationGoesOn() {
    Tracing.withSpan("job.run", () -> TracedSentry.captureException(new IOException("x")));
    assertThat(sent).isEmpty();
  }

  /// A transport that keeps events as the receiver would read them.
  private final class Remembering implements ITransport {
    private final ISerializer serializer;

    Remembering(SentryOptions options) {
      serializer = options.getSerializer();
    }

    @Override
    public void send(SentryEnvelope envelope, Hint hint) throws IOException {
      for (SentryEnvelopeItem item : envelope.getItems()) {
        try {
          SentryEvent event = item.getEvent(serializer);
          if (event != null) {
            sent.add(event);
          }
        } catch (Exception e) {
          throw new IOException(e);
        }
      }
    }

    @Override
    public void flush(long timeoutMillis) {}

    @Override
    public @Nullable RateLimiter getRateLimiter() {
      return null;
    }

    @Override
    public void close(boolean isRestarting) {}

    @Override
    public void close() {}
  }
}
