package dev.clew.instrumentation.redis;

import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Commands that a connection sends before it reads their replies: one by itself, a pipeline, or a
/// transaction.
final class RedisBatch {
  /// The operation of several commands at once.
  static final String PIPELINE = "PIPELINE";

  /// The operation of a transaction.
  static final String TRANSACTION = "MULTI";

  private static final int MOST_SHOWN = 20;

  private final List<RedisCall> first = new ArrayList<>();
  private int sent;
  private int answered;
  private boolean transaction;
  private boolean last;
  private @Nullable RedisCall call;
  private @Nullable Context context;
  private @Nullable Throwable error;

  void sent(RedisCall command) {
    if (first.size() < MOST_SHOWN) {
      first.add(command);
    }
    if (sent == 0) {
      transaction = command.operation().equals(TRANSACTION);
    }
    sent++;
    last = command.operation().equals("EXEC") || command.operation().equals("DISCARD");
  }

  /// Starts the span of what has been sent so far, unless it has been.
  void start(RedisSpans spans, Consumer<RedisCall> describe) {
    if (call != null || sent == 0) {
      return;
    }
    RedisCall made = sent == 1 && !transaction ? first.get(0) : batch();
    describe.accept(made);
    made.batchSize(sent == 1 ? 0 : sent);
    call = made;
    context = spans.start(Context.current(), made);
  }

  private RedisCall batch() {
    RedisCall command = first.get(first.size() - 1);
    return transaction
        ? new RedisCall(TRANSACTION, null, false, this::text)
        : new RedisCall(PIPELINE, null, command.isBlocking(), this::text);
  }

  void reply(long bytes) {
    answered++;
    if (call != null) {
      call.addReply(bytes);
    }
  }

  void errorReply(Throwable reply) {
    answered++;
    error = error == null ? reply : error;
  }

  boolean hasErrors() {
    return error != null;
  }

  /// Whether every reply has been read, so that the next command belongs to another batch.
  boolean isComplete() {
    return answered >= sent && (!transaction || last);
  }

  /// Ends the span.
  ///
  /// @param failure null where the connection did not fail
  void end(RedisSpans spans, @Nullable Throwable failure) {
    if (context != null && call != null) {
      if (transaction) {
        call.batchSize(Math.max(0, sent - (last ? 2 : 1)));
      }
      spans.end(context, call, failure == null ? error : failure);
    }
    context = null;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (RedisCall command : first) {
      String one = command.text();
      if (text.length() + one.length() > CommandText.LONGEST) {
        return text.append(" …").toString();
      }
      text.append(text.length() == 0 ? "" : "; ").append(one);
    }
    return sent > first.size() ? text.append(" …").toString() : text.toString();
  }
}
