package dev.clew.instrumentation.redis;

import dev.clew.instrumentation.Instrumentations;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.CompleteableCommand;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.protocol.TracedCommand;
import io.lettuce.core.tracing.Tracer;
import io.lettuce.core.tracing.Tracing;
import io.opentelemetry.context.Context;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The span of one command of Lettuce.
final class LettuceSpan extends Tracer.Span {
  private final RedisSpans spans;
  private final Context parent;
  private @Nullable LettuceEndpoint endpoint;

  LettuceSpan(RedisSpans spans, Context parent) {
    this.spans = spans;
    this.parent = parent;
  }

  @Override
  public Tracer.Span remoteEndpoint(Tracing.Endpoint remote) {
    endpoint = remote instanceof LettuceEndpoint known ? known : null;
    return this;
  }

  @Override
  public Tracer.Span start(RedisCommand<?, ?, ?> command) {
    try {
      begin(command);
    } catch (RuntimeException e) {
      Instrumentations.failed("beginning the span of '" + command.getType() + "'", e);
    }
    return this;
  }

  private void begin(RedisCommand<?, ?, ?> command) {
    String operation = CommandText.operation(command.getType().toString());
    if (operation.equals("SELECT")) {
      onComplete(command, error -> selected(command, error));
    }
    TracedCommand<?, ?, ?> traced = CommandWrapper.unwrap(command, TracedCommand.class);
    // One that is not called for is the connection's own. One with a span is written again, on
    // another connection.
    if (traced == null || traced.getSpan() != null || !spans.isOn()) {
      return;
    }
    RedisCall call = LettuceCommands.read(operation, command, spans.options());
    if (endpoint != null) {
      endpoint.describe(call);
    }
    Context context = spans.start(parent, call);
    if (context != null) {
      onComplete(command, error -> end(context, call, command, error));
    }
  }

  private void selected(RedisCommand<?, ?, ?> command, @Nullable Throwable error) {
    Integer index = LettuceCommands.database(command);
    if (endpoint != null && index != null && error == null && !command.getOutput().hasError()) {
      endpoint.selected(index);
    }
  }

  private void end(
      Context context, RedisCall call, RedisCommand<?, ?, ?> command, @Nullable Throwable error) {
    if (error == null && command.getOutput() != null) {
      try {
        call.addReply(LettuceCommands.sizeOf(command.getOutput().get()));
      } catch (RuntimeException e) {
        // It is the application's by now, which may be changing it.
        Instrumentations.failed("measuring the reply to '" + call.operation() + "'", e);
      }
    }
    spans.end(context, call, error);
  }

  private static void onComplete(
      RedisCommand<?, ?, ?> command, Consumer<@Nullable Throwable> completion) {
    BiConsumer<Object, Throwable> action = (result, error) -> completion.accept(error);
    ((CompleteableCommand<?>) command).onComplete(action);
  }

  /// The name is chosen by {@link RedisSpanNames}.
  @Override
  public Tracer.Span name(String name) {
    return this;
  }

  @Override
  public Tracer.Span annotate(String value) {
    return this;
  }

  @Override
  public Tracer.Span tag(String key, String value) {
    return this;
  }

  @Override
  public Tracer.Span error(Throwable error) {
    return this;
  }

  @Override
  public void finish() {}
}
