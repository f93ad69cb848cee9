import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Takes the effect out of the library's compiled classes: no span is started, no header read or
/// written, no setting decided, nothing exported or logged. What the application gave to run still
/// runs. `tools/prove-rows` runs the tests over the result, and those that name a row must fail.
///
/// Usage: `java -cp CLASS_PATH tools/Noop.java FOLDER`
final class Noop {
  private static final ClassDesc CONTEXT = ClassDesc.of("io.opentelemetry.context.Context");
  private static final ClassDesc SPAN = ClassDesc.of("io.opentelemetry.api.trace.Span");
  private static final ClassDesc RESULT =
      ClassDesc.of("io.opentelemetry.sdk.common.CompletableResultCode");
  private static final ClassDesc SAMPLING =
      ClassDesc.of("io.opentelemetry.sdk.trace.samplers.SamplingResult");

  private static final Set<String> LOGGERS =
      Set.of("java.util.logging.Logger", "org.slf4j.Logger", "java.lang.System$Logger");

  /// What answers without a span, answers nothing.
  private static final Set<String> ANSWERS =
      Set.of(
          "classifyError",
          "isRecoverable",
          "extractTraceContext",
          "injectTraceContext",
          "getTraceContext",
          "debugTraceContext",
          "traceId",
          "spanId",
          "isActive",
          "doctor",
          "finish",
          "sendSpan",
          "toDTO",
          "customize",
          "onStart",
          "onEnd");

  private Noop() {}

  public static void main(String[] args) throws IOException {
    ClassFile classes =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(Noop.class.getClassLoader())
                    .orElse(type -> ClassHierarchyResolver.ClassHierarchyInfo.ofInterface())));
    try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        Files.write(file, withoutEffect(classes, classes.parse(file)));
      }
    }
  }

  private static byte[] withoutEffect(ClassFile classes, ClassModel model) {
    return classes.transformClass(
        model,
        (builder, element) -> {
          if (!(element instanceof MethodModel method) || method.code().isEmpty()) {
            builder.with(element);
            return;
          }
          Consumer<CodeBuilder> stub = stub(method);
          builder.transformMethod(
              method,
              (copy, part) -> {
                if (!(part instanceof CodeAttribute code)) {
                  copy.with(part);
                } else if (stub != null) {
                  copy.withCode(stub);
                } else {
                  copy.transformCode(code, Noop::withoutCall);
                }
              });
        });
  }

  /// The body that a method gets instead of its own; null where it keeps its own.
  private static Consumer<CodeBuilder> stub(MethodModel method) {
    String name = method.methodName().stringValue();
    MethodTypeDesc type = method.methodTypeSymbol();
    boolean isStatic = method.flags().has(AccessFlag.STATIC);
    if (!method.flags().has(AccessFlag.PUBLIC)) {
      return null;
    }
    List<ClassDesc> parameters = type.parameterList();
    boolean takesContext = !parameters.isEmpty() && parameters.get(0).equals(CONTEXT);
    return switch (name) {
      case "inject" -> takesContext ? Noop::nothing : null;
      case "extract" ->
          takesContext && type.returnType().equals(CONTEXT)
              ? code -> code.aload(isStatic ? 0 : 1).areturn()
              : null;
      case "export" ->
          type.returnType().equals(RESULT)
              ? code -> code.invokestatic(RESULT, "ofSuccess", MethodTypeDesc.of(RESULT)).areturn()
              : null;
      case "shouldSample" ->
          type.returnType().equals(SAMPLING)
              ? code ->
                  code.invokestatic(SAMPLING, "drop", MethodTypeDesc.of(SAMPLING), true).areturn()
              : null;
      case "wrap" -> type.returnType().isPrimitive() || parameters.isEmpty() ? null : unwrapped(type);
      default -> ANSWERS.contains(name) ? code -> nothing(code, type) : null;
    };
  }

  /// Gives back what was to be wrapped: the last argument of that type.
  private static Consumer<CodeBuilder> unwrapped(MethodTypeDesc type) {
    int last = type.parameterCount() - 1;
    return type.parameterType(last).equals(type.returnType())
        ? code -> code.aload(code.parameterSlot(last)).areturn()
        : null;
  }

  private static void nothing(CodeBuilder code) {
    code.return_();
  }

  private static void nothing(CodeBuilder code, MethodTypeDesc type) {
    TypeKind kind = TypeKind.from(type.returnType());
    switch (kind) {
      case VOID -> code.return_();
      case REFERENCE -> empty(code, type.returnType()).areturn();
      case LONG -> code.lconst_0().lreturn();
      case DOUBLE -> code.dconst_0().dreturn();
      case FLOAT -> code.fconst_0().freturn();
      case BOOLEAN, BYTE, CHAR, SHORT, INT -> code.iconst_0().ireturn();
    }
  }

  private static CodeBuilder empty(CodeBuilder code, ClassDesc type) {
    if (type.equals(ConstantDescs.CD_String)) {
      return code.ldc("");
    }
    if (type.equals(ConstantDescs.CD_Map)) {
      return code.invokestatic(
          ConstantDescs.CD_Map, "of", MethodTypeDesc.of(ConstantDescs.CD_Map), true);
    }
    return code.aconst_null();
  }

  private static void withoutCall(CodeBuilder code, CodeElement element) {
    if (!(element instanceof InvokeInstruction call)) {
      code.with(element);
      return;
    }
    String owner = call.owner().asSymbol().packageName() + "." + call.owner().asSymbol().displayName();
    String name = call.name().stringValue();
    if (name.equals("startSpan") && call.typeSymbol().returnType().equals(SPAN)) {
      pop(code, call);
      code.invokestatic(SPAN, "getInvalid", MethodTypeDesc.of(SPAN), true);
    } else if (name.equals("shouldStart") && owner.endsWith(".Instrumenter")) {
      pop(code, call);
      code.iconst_0();
    } else if (LOGGERS.contains(owner) && call.typeSymbol().returnType().equals(ConstantDescs.CD_void)) {
      pop(code, call);
    } else {
      code.with(element);
    }
  }

  /// Takes the arguments and the receiver off the stack.
  private static void pop(CodeBuilder code, InvokeInstruction call) {
    List<ClassDesc> parameters = call.typeSymbol().parameterList();
    for (int i = parameters.size() - 1; i >= 0; i--) {
      if (TypeKind.from(parameters.get(i)).slotSize() == 2) {
        code.pop2();
      } else {
        code.pop();
      }
    }
    code.pop();
  }
}
