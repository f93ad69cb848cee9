package dev.clew.server.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `clew store`: what can be done to a running server's store.
@Command(
    name = "store",
    header = "Does something to the store of a running server.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {StoreCommand.Flush.class, HelpCommand.class},
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = {"  clew store flush"})
final class StoreCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing what to do with the store");
  }

  /// `clew store flush`.
  @Command(
      name = "flush",
      header = "Writes what was received to Parquet files now, and waits until they are complete.",
      description = {
        "",
        "Not needed for safety: what a client was told is stored stands in the log already. It"
            + " makes the newest spans visible to what reads the Parquet files without Clew."
      },
      mixinStandardHelpOptions = true,
      footerHeading = "%nExample:%n",
      footer = {
        "  clew store flush",
        "  duckdb -c \"select count(*) from 'clew-data/blocks/*/*/spans.parquet'\""
      })
  static final class Flush implements Callable<Integer> {
    @Mixin private ServerOption server = new ServerOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
      server.client().post("flush");
      spec.commandLine().getOut().println("flushed: all that was received is in blocks");
      return 0;
    }
  }
}
