package dev.clew.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `clew version`.
@Command(
    name = "version",
    header = "Prints the version, and that of the Java that runs it.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = {"  clew version"})
final class VersionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().getOut().println(Version.text() + ", Java " + Runtime.version());
  }
}
