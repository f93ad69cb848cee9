package dev.clew.instrumentation.redis;

import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.AttributesExtractor;
import io.opentelemetry.instrumentation.api.internal.SpanKey;
import io.opentelemetry.instrumentation.api.internal.SpanKeyProvider;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The attributes of a command's span, after the semantic conventions for Redis.
///
/// The connection is often known only after the span has started; what concerns it comes at the
/// end.
record RedisAttributes(RedisTracing options)
    implements AttributesExtractor<RedisCall, RedisCall>, SpanKeyProvider {

  /// What tells other instrumentations that a command in this span has its span already.
  @Override
  public SpanKey internalGetSpanKey() {
    return SpanKey.DB_CLIENT;
  }

  @Override
  public void onStart(AttributesBuilder attributes, Context parent, RedisCall call) {
    attributes.put("db.system.name", "redis");
    attributes.put("db.operation.name", call.operation());
    put(attributes, "db.redis.key_pattern", call.keyPattern());
    if (options.hasOldNames()) {
      attributes.put("db.system", "redis");
      attributes.put("db.operation", call.operation());
    }
    if (call.operation().equals(RedisBatch.TRANSACTION)) {
      // Its commands are not known yet.
      return;
    }
    text(attributes, call);
  }

  @Override
  public void onEnd(
      AttributesBuilder attributes,
      Context context,
      RedisCall call,
      @Nullable RedisCall response,
      @Nullable Throwable error) {
    if (call.operation().equals(RedisBatch.TRANSACTION)) {
      text(attributes, call);
    }
    connection(attributes, call);
    if (call.replyBytes() >= 0 && error == null) {
      attributes.put("db.response.size", call.replyBytes());
    }
    if (error != null) {
      put(attributes, "db.response.status_code", RedisErrors.replyCode(error));
      attributes.put("error.type", RedisErrors.type(error));
    }
  }

  private void text(AttributesBuilder attributes, RedisCall call) {
    attributes.put("db.query.text", call.text());
    if (call.batchSize() > 1) {
      attributes.put("db.operation.batch.size", call.batchSize());
    }
    if (options.hasOldNames()) {
      attributes.put("db.statement", call.text());
    }
  }

  private void connection(AttributesBuilder attributes, RedisCall call) {
    String host = call.host();
    if (host != null) {
      attributes.put("server.address", host);
      attributes.put("server.port", call.port());
    }
    InetSocketAddress peer = call.peer();
    if (peer != null && peer.getAddress() != null) {
      attributes.put("network.peer.address", peer.getAddress().getHostAddress());
      attributes.put("network.peer.port", peer.getPort());
    }
    if (call.database() >= 0) {
      attributes.put("db.namespace", String.valueOf(call.database()));
      if (options.hasOldNames()) {
        attributes.put("db.redis.database_index", call.database());
      }
    }
    RedisCall.Pool pool = call.pool();
    if (pool != null) {
      attributes.put("db.client.connection.pool.name", pool.name());
      attributes.put("db.client.connection.used", pool.used());
      attributes.put("db.client.connection.idle", pool.idle());
      attributes.put("db.client.connection.pending_requests", pool.pending());
      attributes.put("db.client.connection.max", pool.max());
    }
  }

  private static void put(AttributesBuilder attributes, String key, @Nullable String value) {
    if (value != null) {
      attributes.put(key, value);
    }
  }
}
