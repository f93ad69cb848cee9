package dev.clew.server.cli;

import dev.clew.server.config.ConfigException;
import dev.clew.server.wiring.PortTakenException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `clew`: without a command it serves.
@Command(
    name = "clew",
    header = "Clew keeps the traces that your programs send and answers questions about them.",
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {
      ServeCommand.class,
      QueryCommand.class,
      GetCommand.class,
      TailCommand.class,
      ImportCommand.class,
      StoreCommand.class,
      TrainCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nTo begin:%n",
    footer = {
      "  clew                              serve, with every port open on this machine",
      "  OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 java -javaagent:... -jar app.jar",
      "  clew query '{ status = error }'   the newest traces with an error",
      "  clew get <trace id>               one of them as a tree",
      "%nclew help COMMAND tells more about a command."
    })
public final class ClewCommand implements Callable<Integer> {
  @Mixin private ServeOptions options = new ServeOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  /// Runs a command line.
  ///
  /// @return the exit code: 0, 1 where it failed, 2 where it was not understood
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    return options.serve(spec.commandLine().getOut());
  }

  static CommandLine commandLine() {
    return new CommandLine(new ClewCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(utf8(FileDescriptor.out))
        .setErr(utf8(FileDescriptor.err))
        .setParameterExceptionHandler(new MisunderstoodCommandLine())
        .setExecutionExceptionHandler(
            (exception, command, _) -> {
              PrintWriter err = command.getErr();
              if (isExpected(exception)) {
                err.println("clew: " + exception.getMessage());
              } else {
                exception.printStackTrace(err);
              }
              return 1;
            });
  }

  /// Answers are UTF-8 whatever the locale says: they hold JSON and lines of boxes.
  private static PrintWriter utf8(FileDescriptor file) {
    return new PrintWriter(new FileOutputStream(file), true, StandardCharsets.UTF_8);
  }

  /// Whether the message alone says what is wrong.
  private static boolean isExpected(Exception exception) {
    return switch (exception) {
      case ConfigException _, PortTakenException _, CommandFailedException _ -> true;
      case IOException _ -> exception.getMessage() != null;
      default -> false;
    };
  }
}
