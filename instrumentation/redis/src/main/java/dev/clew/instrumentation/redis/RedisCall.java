package dev.clew.instrumentation.redis;

import dev.clew.instrumentation.KeyPattern;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A command, or several sent at once, and what becomes known of it until it has its reply.
///
/// It belongs to one thread at a time.
final class RedisCall {
  private static final ContextKey<RedisCall> KEY = ContextKey.named("clew-redis-call");

  private final String operation;
  private final @Nullable String keyPattern;
  private final Supplier<String> text;
  private final boolean blocking;
  private int batchSize;
  private @Nullable SpanContext caller;
  private @Nullable String host;
  private int port;
  private @Nullable InetSocketAddress peer;
  private int database = -1;
  private @Nullable Pool pool;
  private boolean replied;
  private long replyBytes;

  /// The state of the pool when a call asks it for a connection.
  record Pool(String name, int used, int idle, int pending, int max) {}

  RedisCall(String operation, @Nullable String firstKey, boolean blocking, Supplier<String> text) {
    this.operation = operation;
    this.keyPattern = firstKey == null ? null : KeyPattern.of(firstKey);
    this.blocking = blocking;
    this.text = text;
  }

  /// The call whose span is the current one; null where it is another span or none.
  static @Nullable RedisCall current() {
    return Context.current().get(KEY);
  }

  Context in(Context context) {
    return context.with(KEY, this);
  }

  String operation() {
    return operation;
  }

  @Nullable String keyPattern() {
    return keyPattern;
  }

  String text() {
    return text.get();
  }

  /// Whether it waits until another client does something.
  boolean isBlocking() {
    return blocking;
  }

  /// 0 for a single command.
  int batchSize() {
    return batchSize;
  }

  void batchSize(int commands) {
    batchSize = commands;
  }

  /// Of the span that a blocking call was made in; null where it has no link.
  @Nullable SpanContext caller() {
    return caller;
  }

  void caller(SpanContext span) {
    caller = span;
  }

  @Nullable String host() {
    return host;
  }

  int port() {
    return port;
  }

  void server(String name, int atPort) {
    host = name;
    port = atPort;
  }

  @Nullable InetSocketAddress peer() {
    return peer;
  }

  void peer(@Nullable InetSocketAddress address) {
    peer = address;
  }

  /// -1 where it is not known.
  int database() {
    return database;
  }

  void database(int index) {
    database = index;
  }

  @Nullable Pool pool() {
    return pool;
  }

  void pool(Pool state) {
    pool = state;
  }

  /// {@link ReplySize#UNKNOWN} without a reply too.
  long replyBytes() {
    return replied ? replyBytes : ReplySize.UNKNOWN;
  }

  void addReply(long bytes) {
    replied = true;
    replyBytes = ReplySize.plus(replyBytes, bytes);
  }
}
