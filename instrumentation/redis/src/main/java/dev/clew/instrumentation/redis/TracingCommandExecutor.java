package dev.clew.instrumentation.redis;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.executors.CommandExecutor;

/// An executor of Jedis' commands that makes a span of each, from the wait for a connection to the
/// reply, retries included.
///
/// ```java
/// ConnectionProvider pool = jedis.connections(server, config, new GenericObjectPoolConfig<>());
/// CommandExecutor retrying = new RetryableCommandExecutor(pool, 3, Duration.ofSeconds(1));
/// RedisClient redis =
///     RedisClient.builder()
///         .connectionProvider(pool)
///         .commandExecutor(TracingCommandExecutor.wrap(retrying, RedisTracing.create()))
///         .build();
/// ```
///
/// Pipelines and transactions go by an executor; {@link JedisTracing} has connections that see them
/// too, and that know the server and the selected database.
public final class TracingCommandExecutor implements CommandExecutor {
  private final CommandExecutor executor;
  private final RedisSpans spans;
  private final JedisCommands commands;
  private final @Nullable HostAndPort server;

  TracingCommandExecutor(CommandExecutor executor, RedisSpans spans, @Nullable HostAndPort server) {
    this.executor = executor;
    this.spans = spans;
    this.commands = new JedisCommands(spans.options());
    this.server = server;
  }

  /// An executor that does what another one does.
  ///
  /// ```java
  /// TracingCommandExecutor.wrap(new DefaultCommandExecutor(provider), RedisTracing.create());
  /// ```
  public static CommandExecutor wrap(CommandExecutor executor, RedisTracing options) {
    return new TracingCommandExecutor(executor, new RedisSpans(options), null);
  }

  @Override
  public <T> T executeCommand(CommandObject<T> command) {
    if (!spans.isOn()) {
      return executor.executeCommand(command);
    }
    RedisCall call = commands.read(command.getArguments());
    if (server != null) {
      call.server(server.getHost(), server.getPort());
    }
    Context context = spans.start(Context.current(), call);
    if (context == null) {
      return executor.executeCommand(command);
    }
    Throwable failure = null;
    try (Scope scope = context.makeCurrent()) {
      return executor.executeCommand(command);
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      spans.end(context, call, failure);
    }
  }

  @Override
  public void close() throws Exception {
    executor.close();
  }
}
