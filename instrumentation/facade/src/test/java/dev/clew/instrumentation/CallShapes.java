package dev.clew.instrumentation;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Every shape of a call that an application writes: that this file compiles is the test, {@link
/// CallShapesTest} runs it.
final class CallShapes {
  private int calls;

  int run() throws Exception {
    values();
    nothing();
    checked();
    asynchronous();
    adapted();
    attributes();
    return calls;
  }

  private void values() {
    String text = Tracing.withSpan("expression", () -> text());
    Integer boxed = Tracing.withSpan("boxed", () -> 1);
    int primitive = Tracing.withSpan("primitive", () -> 1);
    String block =
        Tracing.withSpan(
            "block",
            () -> {
              count();
              return text;
            });
    String method = Tracing.withSpan("method", this::text);
    List<String> generic = Tracing.traceFunction("generic", () -> List.of(block, method));
    Object nothing = Tracing.withSpan("null", () -> null);
    int sum = boxed + primitive + generic.size() + (nothing == null ? 1 : 0);
    Tracing.setAttribute("sum", sum);
  }

  private void nothing() {
    Tracing.withSpan("statement", () -> count());
    Tracing.withSpan("void method", this::count);
    Tracing.traceFunction(
        "void block",
        () -> {
          count();
        });
    Tracing.withSpan("value dropped", () -> text());
    Tracing.withSpan("empty", () -> {});
    Runnable runnable = this::count;
    Tracing.withSpan("runnable", runnable::run);
    try {
      Tracing.withSpan(
          "only throws",
          () -> {
            throw new IllegalStateException("on purpose");
          });
    } catch (IllegalStateException e) {
      count();
    }
  }

  private void checked() throws SQLException {
    try {
      String read = Tracing.withSpan("one checked", () -> read());
      Tracing.withSpan("checked method", this::read);
      Tracing.withSpan("void checked", () -> write(read));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Tracing.withSpan("other checked", () -> query());
    try {
      Tracing.withSpan(
          "two checked",
          () -> {
            read();
            return query();
          });
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void asynchronous() {
    CompletableFuture<String> future =
        Tracing.withSpan("future", () -> CompletableFuture.completedFuture(text()));
    CompletionStage<String> stage = Tracing.withSpan("stage", () -> future);
    stage.thenAccept(value -> count());
  }

  private void adapted() throws Exception {
    Callable<String> callable = this::read;
    Supplier<String> supplier = this::text;
    Tracing.withSpan("callable", callable::call);
    Tracing.withSpan("supplier", supplier::get);
    Call<String, IOException> call = this::read;
    Run<IOException> run = () -> write("text");
    Tracing.withSpan("call", call);
    Tracing.withSpan("run", run);
    ClewTracer tracer = Tracing.tracer("shapes");
    String value = tracer.withSpan("injected", () -> text());
    tracer.traceFunction("injected void", () -> write(value));
  }

  private void attributes() {
    Tracing.withSpan("pairs", () -> text(), "file.count", 5, "file.ratio", 0.5, "scan", true);
    Tracing.withSpan("map", () -> count(), Map.of("user.id", "user-123"));
    Tracing.createSpan("created", "order.id", "1").end();
    Tracing.createSpan("parent", io.opentelemetry.context.Context.root(), "order.id", "1").end();
    try (ClewSpan span = Tracing.openSpan("opened", Map.of("order.id", 1L))) {
      span.setTag("order.status", "completed").addTags("a", 1, "b", null).addEvent("order.created");
    }
    Tracing.startSpan("started").finish();
  }

  private void count() {
    calls++;
  }

  private String text() {
    calls++;
    return "text";
  }

  private String read() throws IOException {
    return text();
  }

  private void write(String value) throws IOException {
    calls += value.isEmpty() ? 0 : 1;
  }

  private int query() throws SQLException {
    return ++calls;
  }
}
