package dev.clew.server.cli;

import picocli.CommandLine.IVersionProvider;

/// The version, from the jar's manifest.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "clew " + (version == null ? "(built from classes)" : version);
  }
}
