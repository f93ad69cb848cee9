package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallShapesTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  void everyShapeOfCallRunsInASpan() throws Exception {
    int calls = new CallShapes().run();
    assertThat(calls).isEqualTo(25);
    assertThat(spans.all()).hasSize(33);
    assertThat(spans.named("only throws").getEvents()).hasSize(1);
  }

  @Test
  @Row({"0.027", "1.144"})
  void everyStaticHelperHasItsTwinToBeInjected() {
    Set<String> tracer = helpersOf(ClewTracer.class, false);
    tracer.removeIf(name -> name.startsWith("withErrorClassifier") || name.startsWith("unwrap"));
    Set<String> facade = helpersOf(Tracing.class, true);
    facade.removeIf(name -> name.matches("(init|initializeTracing|tracer|doctor)\\(.*"));
    assertThat(facade).isEqualTo(tracer).hasSize(30);
  }

  @Test
  @Row({"0.027"})
  void everyOperationHasItsTwinToBeInjected() {
    Set<String> tracer = helpersOf(OperationTracer.class, false);
    tracer.removeIf(name -> name.startsWith("withNames") || name.startsWith("tracer"));
    assertThat(helpersOf(Operations.class, true)).isEqualTo(tracer).hasSize(18);
  }

  private static Set<String> helpersOf(Class<?> type, boolean statics) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> Modifier.isStatic(method.getModifiers()) == statics)
        .map(CallShapesTest::signature)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String signature(Method method) {
    return method.getName()
        + Arrays.toString(method.getParameterTypes()).replace('[', '(').replace(']', ')')
        + method.getReturnType();
  }
}
