package dev.clew.instrumentation.spi.annotation;

import static net.bytebuddy.matcher.ElementMatchers.declaresMethod;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isAnnotatedWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.OffsetMapping.Target;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.annotation.AnnotationValue;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.constant.TextConstant;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/// Weaves a span into each method with the annotation.
final class TraceInstrumentation implements TypeInstrumentation {
  static final String ANNOTATION = "dev.clew.instrumentation.Trace";

  private static final ElementMatcher.Junction<MethodDescription> TRACED =
      isAnnotatedWith(named(ANNOTATION)).and(not(isAbstract()));

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return declaresMethod(TRACED);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        TRACED,
        mapping ->
            mapping.bind(
                SpanName.class,
                (type, method, assigner, arguments, sort) ->
                    new Target.ForStackManipulation(new TextConstant(nameOf(type, method)))),
        getClass().getName() + "$Around");
  }

  /// What the annotation says, or class and method.
  private static String nameOf(TypeDescription type, MethodDescription method) {
    for (AnnotationDescription annotation : method.getDeclaredAnnotations()) {
      if (annotation.getAnnotationType().getName().equals(ANNOTATION)) {
        AnnotationValue<?, ?> value = annotation.getValue("value");
        String name = value.resolve(String.class);
        if (!name.isEmpty()) {
          return name;
        }
      }
    }
    return type.getSimpleName() + "." + method.getName();
  }

  /// A parameter that gets the span's name.
  @Retention(RetentionPolicy.RUNTIME)
  @interface SpanName {}

  /// Its code is copied around the method's own.
  static final class Around {
    private Around() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static TracedCall enter(@SpanName String name) {
      return TracedCall.start(name);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable TracedCall call,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (call != null) {
        call.end(returned, thrown);
      }
    }
  }
}
