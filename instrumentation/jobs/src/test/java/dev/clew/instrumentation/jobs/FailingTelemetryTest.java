package dev.clew.instrumentation.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.util.AbstractList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailingTelemetryTest {
  @RegisterExtension static final TestRedis REDIS = new TestRedis();
  @RegisterExtension final LoggedLines log = new LoggedLines();

  /// Has a tracer and propagators, of which each throws.
  private static final class Broken implements OpenTelemetry {
    @Override
    public TracerProvider getTracerProvider() {
      Tracer tracer =
          name -> {
            throw new IllegalStateException("no spans");
          };
      return new TracerProvider() {
        @Override
        public Tracer get(String scope) {
          return tracer;
        }

        @Override
        public Tracer get(String scope, String version) {
          return tracer;
        }
      };
    }

    @Override
    public ContextPropagators getPropagators() {
      throw new IllegalStateException("no propagators");
    }
  }

  @Test
  void jobsRunAllTheSame() {
    JobTracing broken =
        JobTracing.builder()
            .openTelemetry(new Broken())
            .serviceEndpoint(
                job -> {
                  throw new IllegalStateException("no endpoint");
                })
            .build();
    TracedRedisJobQueue queue = new TracedRedisJobQueue(REDIS.store(), broken);
    queue.submitJob(JobData.of("1"));
    List<String> unreadable =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            throw new IllegalStateException("no element");
          }

          @Override
          public int size() {
            return 1;
          }
        };
    List<String> result =
        new TracedJobProcessor(broken).processJob(queue.claimJob("w"), progress -> unreadable);
    assertThat(result).isSameAs(unreadable);
    assertThat(REDIS.client().hget("job:1", "status")).isEqualTo("completed");
    assertThat(log.lines())
        .anyMatch(line -> line.contains("failed; the application is not affected"));
  }
}
