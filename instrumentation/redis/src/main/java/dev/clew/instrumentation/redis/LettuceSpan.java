package dev.clew.instrumentation.redis;

import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.CompleteableCommand;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.protocol.TracedCommand;
import io.lettuce.core.tracing.Tracer;
import io.lettuce.core.tracing.Tracing;
import io.opentelemetry.context.Context;
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
    String operation = CommandText.operation(command.getType().toString());
    if (operation.equals("SELECT")) {
      onComplete(command, (result, error) -> selected(command, error));
    }
    TracedCommand<?, ?, ?> traced = CommandWrapper.unwrap(command, TracedCommand.class);
    // One that is not called for is the connection's own. One with a span is written again, on
    // another connection.
    if (traced != null && traced.getSpan() == null) {
      RedisCall call = LettuceCommands.read(operation, command, spans.options());
      if (endpoint != null) {
        endpoint.describe(call);
      }
      Context context = spans.start(parent, call);
      if (context != null) {
        onComplete(command, (result, error) -> end(context, call, command, error));
      }
    }
    return this;
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
      call.addReply(command.getOutput().get());
    }
    spans.end(context, call, error);
  }

  private static void onComplete(RedisCommand<?, ?, ?> command, Completion completion) {
    ((CompleteableCommand<?>) command).onComplete(completion::accept);
  }

  /// A function of Lettuce's, without its overloads.
  private interface Completion {
    void accept(@Nullable Object result, @Nullable Throwable error);
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
