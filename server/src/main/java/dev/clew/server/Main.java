package dev.clew.server;

import dev.clew.server.cli.ClewCommand;

/// Runs Clew from the command line.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(ClewCommand.run(arguments));
  }
}
