package dev.clew.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `clew serve`.
@Command(
    name = "serve",
    header = "Takes spans, keeps them and answers questions, until it is stopped.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  clew serve",
      "  clew serve --data /var/lib/clew --bind 0.0.0.0",
      "  clew serve --config clew.yaml"
    })
final class ServeCommand implements Callable<Integer> {
  @Mixin private ServeOptions options = new ServeOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    return options.serve(spec.commandLine().getOut());
  }
}
