package dev.clew.instrumentation.spi.annotation;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/// Makes a span of every call of a method with `@Trace`, in an application under the agent.
///
/// The agent finds it by itself. It is switched off by its name:
///
/// ```
/// OTEL_INSTRUMENTATION_CLEW_TRACE_ENABLED=false
/// ```
public final class TraceInstrumentationModule extends InstrumentationModule {
  /// The property that tells the library in the application that methods with the annotation make
  /// their spans by themselves.
  private static final String ACTIVE = "clew.trace.by.agent";

  /// For the agent.
  public TraceInstrumentationModule() {
    super("clew-trace");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed(TraceInstrumentation.ANNOTATION);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    System.setProperty(ACTIVE, "true");
    return List.of(new TraceInstrumentation());
  }

  @Override
  public List<String> getAdditionalHelperClassNames() {
    return List.of(TracedCall.class.getName());
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.equals(TracedCall.class.getName());
  }
}
