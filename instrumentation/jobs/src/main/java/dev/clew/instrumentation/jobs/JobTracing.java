package dev.clew.instrumentation.jobs;

import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.Instrumentations;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.spi.Settings;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What can be chosen about the spans of jobs.
///
/// ```java
/// JobTracing scans =
///     JobTracing.builder()
///         .name(JobStep.SUBMIT, "queueAdd")
///         .name(JobStep.PROCESS, "worker.scan")
///         .kind(JobStep.PROCESS, SpanKind.CONSUMER)
///         .without(JobStep.CLAIM, JobStep.START, JobStep.SERVICE)
///         .build();
/// TracedRedisJobQueue queue = new TracedRedisJobQueue(store, scans);
/// ```
public final class JobTracing {
  static final String SCOPE = "dev.clew.instrumentation.jobs";

  private final ClewTracer tracer;
  private final JobCarrier carrier;
  private final Map<JobStep, String> names;
  private final Map<JobStep, SpanKind> kinds;
  private final Set<JobStep> steps;
  private final boolean linked;
  private final Function<JobData, @Nullable String> endpoint;
  private final @Nullable String workerId;
  private final @Nullable String machineId;
  private final InstantSource clock;
  private final @Nullable OpenTelemetry openTelemetry;
  private volatile @Nullable JobMetrics metrics;

  private JobTracing(Builder builder) {
    openTelemetry = builder.openTelemetry;
    tracer =
        openTelemetry == null ? Tracing.tracer(SCOPE) : ClewTracer.create(openTelemetry, SCOPE);
    carrier = new JobCarrier(tracer);
    names = new EnumMap<>(builder.names);
    kinds = new EnumMap<>(builder.kinds);
    steps = EnumSet.copyOf(builder.steps);
    linked = builder.linked;
    endpoint = builder.endpoint;
    workerId = builder.workerId == null ? set("clew.worker.id") : builder.workerId;
    machineId = builder.machineId == null ? set("clew.machine.id") : builder.machineId;
    clock = builder.clock;
  }

  /// Null where nothing is set.
  private static @Nullable String set(String property) {
    Settings.Setting setting = Settings.ofProcess().get(property);
    return setting == null ? null : setting.value();
  }

  /// Everything as it is by default, on the global OpenTelemetry from the moment it is set.
  ///
  /// ```java
  /// JobTracing tracing = JobTracing.create();
  /// ```
  public static JobTracing create() {
    return builder().build();
  }

  /// Choices, none made yet.
  ///
  /// ```java
  /// JobTracing.builder().name(JobStep.PROCESS, "job-process").build();
  /// ```
  public static Builder builder() {
    return new Builder();
  }

  /// A job that came another way than through {@link TracedRedisJobQueue}, to be processed within
  /// its submitter's trace.
  ///
  /// ```java
  /// ClaimedJob job = tracing.received(JobData.of(args.id()).withService("mail"), args.values());
  /// processor.processJob(job, progress -> sendMail(args));
  /// ```
  ///
  /// @param arguments where `trace_context` may be
  public ClaimedJob received(JobData data, Map<String, ?> arguments) {
    return received(data, 0, OptionalLong.empty(), continuation(arguments.get(JobCarrier.KEY)));
  }

  ClaimedJob received(
      JobData data, long attemptsMade, OptionalLong waitMillis, Continuation continuation) {
    return new ClaimedJob(data, workerId, attemptsMade, waitMillis, continuation, null);
  }

  /// What a job carries, to be followed as chosen: by a child, or by a new trace with a link.
  Continuation continuation(@Nullable Object carried) {
    Continuation found = carrier.read(carried);
    SpanContext submission = Span.fromContext(found.parent()).getSpanContext();
    if (!linked || !submission.isValid()) {
      return found;
    }
    // With the baggage, but no parent.
    Context parent = found.parent().with(Span.getInvalid());
    return new Continuation(parent, submission, null);
  }

  ClewTracer tracer() {
    return tracer;
  }

  JobCarrier carrier() {
    return carrier;
  }

  boolean makes(JobStep step) {
    return steps.contains(step);
  }

  String name(JobStep step) {
    return names.getOrDefault(step, step.spanName());
  }

  SpanKind kind(JobStep step) {
    return kinds.getOrDefault(step, step.spanKind());
  }

  @Nullable String endpoint(JobData job) {
    try {
      return endpoint.apply(job);
    } catch (RuntimeException e) {
      Instrumentations.failed("asking for a job's endpoint", e);
      return null;
    }
  }

  @Nullable String workerId() {
    return workerId;
  }

  @Nullable String machineId() {
    return machineId;
  }

  /// Milliseconds since 1970.
  long now() {
    return clock.millis();
  }

  /// Those of a no-op until there is an OpenTelemetry.
  JobMetrics metrics() {
    JobMetrics known = metrics;
    if (known != null) {
      return known;
    }
    OpenTelemetry there = openTelemetry == null ? Instrumentations.openTelemetry() : openTelemetry;
    if (there == null) {
      return JobMetrics.NOOP;
    }
    JobMetrics made = new JobMetrics(there);
    metrics = made;
    return made;
  }

  /// Collects choices.
  ///
  /// ```java
  /// JobTracing.Builder jobs = JobTracing.builder();
  /// ```
  public static final class Builder {
    private @Nullable OpenTelemetry openTelemetry;
    private final Map<JobStep, String> names = new EnumMap<>(JobStep.class);
    private final Map<JobStep, SpanKind> kinds = new EnumMap<>(JobStep.class);
    private final Set<JobStep> steps = EnumSet.complementOf(EnumSet.of(JobStep.OPERATION));
    private boolean linked;
    private Function<JobData, @Nullable String> endpoint = job -> null;
    private @Nullable String workerId;
    private @Nullable String machineId;
    private InstantSource clock = InstantSource.system();

    private Builder() {}

    /// An OpenTelemetry that is at hand, instead of the global one.
    ///
    /// ```java
    /// jobs.openTelemetry(sdk);
    /// ```
    public Builder openTelemetry(OpenTelemetry given) {
      openTelemetry = given;
      return this;
    }

    /// How the spans of a step are named.
    ///
    /// ```java
    /// jobs.name(JobStep.SUBMIT, "queueAdd");
    /// ```
    public Builder name(JobStep step, String name) {
      names.put(step, name);
      return this;
    }

    /// Of what kind the spans of a step are.
    ///
    /// ```java
    /// jobs.kind(JobStep.SERVICE, SpanKind.CLIENT);
    /// ```
    public Builder kind(JobStep step, SpanKind kind) {
      kinds.put(step, kind);
      return this;
    }

    /// Steps that make spans, of those that do not by default.
    ///
    /// ```java
    /// jobs.with(JobStep.OPERATION);
    /// ```
    public Builder with(JobStep... more) {
      steps.addAll(Arrays.asList(more));
      return this;
    }

    /// Steps that make no spans; the next step's spans take their place in the trace.
    ///
    /// ```java
    /// jobs.without(JobStep.CLAIM, JobStep.SERVICE);
    /// ```
    public Builder without(JobStep... fewer) {
      Arrays.asList(fewer).forEach(steps::remove);
      return this;
    }

    /// Whether a worker begins a trace of its own, with a link to the submission, instead of going
    /// on with the submitter's; by default it goes on. For jobs that wait for long, or of which one
    /// request submits thousands.
    ///
    /// ```java
    /// jobs.linked(true);
    /// ```
    public Builder linked(boolean wanted) {
      linked = wanted;
      return this;
    }

    /// Where the service that does a job is: `service.endpoint`. By default nowhere that is told.
    ///
    /// ```java
    /// jobs.serviceEndpoint(job -> "http://comfyui:8188");
    /// ```
    ///
    /// @param given gives null where a job's service has no endpoint
    public Builder serviceEndpoint(Function<JobData, @Nullable String> given) {
      endpoint = given;
      return this;
    }

    /// Who the worker is; by default the property `clew.worker.id`, or the variable `WORKER_ID`.
    ///
    /// ```java
    /// jobs.workerId("worker-gpu-01");
    /// ```
    public Builder workerId(String id) {
      workerId = id;
      return this;
    }

    /// Which machine the worker is on; by default the property `clew.machine.id`, or the variable
    /// `MACHINE_ID`.
    ///
    /// ```java
    /// jobs.machineId("machine-prod-01");
    /// ```
    public Builder machineId(String id) {
      machineId = id;
      return this;
    }

    Builder clock(InstantSource given) {
      clock = given;
      return this;
    }

    /// The choices.
    ///
    /// ```java
    /// JobTracing tracing = jobs.build();
    /// ```
    public JobTracing build() {
      return new JobTracing(this);
    }
  }
}
