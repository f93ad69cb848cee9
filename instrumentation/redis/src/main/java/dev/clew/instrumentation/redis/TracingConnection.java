package dev.clew.instrumentation.redis;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisDataException;

/// A connection of Jedis that makes the spans of what is sent over it.
///
/// Within a call of {@link TracingCommandExecutor} it makes none, and tells that call what it
/// knows: the server, the selected database, the size of the reply. What it sends to introduce
/// itself has no span.
final class TracingConnection extends Connection {
  /// Their replies come for as long as the subscription lasts.
  private static final Set<String> SUBSCRIPTIONS =
      Set.of(
          "MONITOR",
          "PSUBSCRIBE",
          "PUNSUBSCRIBE",
          "SSUBSCRIBE",
          "SUBSCRIBE",
          "SUNSUBSCRIBE",
          "UNSUBSCRIBE");

  private final RedisSpans spans;
  private final JedisCommands commands;
  private final PeerSocketFactory sockets;
  private boolean introduced;
  private int database;

  /// By commands whose replies are not there yet.
  private int selected;

  private @Nullable RedisCall running;
  private @Nullable RedisBatch batch;

  private TracingConnection(Connection.Builder builder, Maker maker, PeerSocketFactory sockets) {
    super(builder);
    this.spans = maker.spans;
    this.commands = maker.commands;
    this.sockets = sockets;
  }

  @Override
  protected void initializeFromClientConfig(JedisClientConfig config) {
    super.initializeFromClientConfig(config);
    database = config.getDatabase();
    selected = database;
    introduced = true;
  }

  @Override
  public Object executeCommand(CommandArguments arguments) {
    return traced(arguments, () -> super.executeCommand(arguments));
  }

  @Override
  public <T> T executeCommand(CommandObject<T> command) {
    return traced(command.getArguments(), () -> super.executeCommand(command));
  }

  private <T> T traced(CommandArguments arguments, Supplier<T> execute) {
    if (!introduced || running != null || !spans.isOn()) {
      return execute.get();
    }
    RedisCall outer = RedisCall.current();
    RedisCall call = outer == null ? commands.read(arguments) : outer;
    describe(call);
    Context context = outer == null ? spans.start(Context.current(), call) : null;
    running = call;
    Throwable failure = null;
    try (Scope scope = context == null ? Scope.noop() : context.makeCurrent()) {
      T reply = execute.get();
      database = commands.selected(arguments, database);
      selected = database;
      return reply;
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      running = null;
      if (context != null) {
        spans.end(context, call, failure);
      }
    }
  }

  private void describe(RedisCall call) {
    HostAndPort server = sockets.getHostAndPort();
    call.server(server.getHost(), server.getPort());
    call.peer(sockets.peer());
    call.database(database);
  }

  @Override
  public void sendCommand(CommandArguments arguments) {
    super.sendCommand(arguments);
    if (!introduced || running != null || !spans.isOn()) {
      return;
    }
    RedisCall command = commands.read(arguments);
    if (SUBSCRIPTIONS.contains(command.operation())) {
      return;
    }
    RedisBatch open = batch;
    if (open == null) {
      open = new RedisBatch();
      batch = open;
    }
    open.sent(command);
    selected = commands.selected(arguments, selected);
  }

  @Override
  protected void flush() {
    RedisBatch open = batch;
    if (open == null || running != null) {
      super.flush();
      return;
    }
    open.start(spans, this::describe);
    try {
      super.flush();
    } catch (RuntimeException e) {
      finish(open, e);
      throw e;
    }
  }

  @Override
  protected Object readProtocolWithCheckingBroken() {
    RedisCall command = running;
    RedisBatch open = batch;
    if (command != null || open == null) {
      Object reply = super.readProtocolWithCheckingBroken();
      if (command != null) {
        command.addReply(JedisCommands.sizeOf(reply));
      }
      return reply;
    }
    try {
      Object reply = super.readProtocolWithCheckingBroken();
      open.reply(JedisCommands.sizeOf(reply));
      finishIfComplete(open);
      return reply;
    } catch (JedisDataException e) {
      open.errorReply(e);
      finishIfComplete(open);
      throw e;
    } catch (RuntimeException e) {
      finish(open, e);
      throw e;
    }
  }

  private void finishIfComplete(RedisBatch open) {
    if (open.isComplete()) {
      finish(open, null);
    }
  }

  private void finish(RedisBatch open, @Nullable Throwable failure) {
    batch = null;
    open.end(spans, failure);
    if (failure == null && !open.hasErrors()) {
      database = selected;
    }
    selected = database;
  }

  private void abandon() {
    RedisBatch open = batch;
    if (open != null) {
      finish(open, null);
    }
  }

  @Override
  public void close() {
    abandon();
    super.close();
  }

  @Override
  public void disconnect() {
    abandon();
    super.disconnect();
  }

  @Override
  public void forceDisconnect() throws IOException {
    abandon();
    super.forceDisconnect();
  }

  /// Makes connections to one server.
  static final class Maker extends Connection.Builder {
    private final RedisSpans spans;
    private final JedisCommands commands;
    private final HostAndPort server;
    private final JedisClientConfig config;

    Maker(RedisSpans spans, HostAndPort server, JedisClientConfig config) {
      this.spans = spans;
      this.commands = new JedisCommands(spans.options());
      this.server = server;
      this.config = config;
    }

    @Override
    protected Connection createConnection() {
      PeerSocketFactory sockets = new PeerSocketFactory(server, config);
      return new TracingConnection(
          Connection.builder().socketFactory(sockets).clientConfig(config), this, sockets);
    }
  }
}
