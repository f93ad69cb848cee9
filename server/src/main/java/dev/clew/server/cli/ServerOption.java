package dev.clew.server.cli;

import java.net.URI;
import picocli.CommandLine.Option;

/// Which server a command asks.
final class ServerOption {
  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:CLEW_SERVER:-http://127.0.0.1:16686}",
      description = "The server to ask (CLEW_SERVER; ${DEFAULT-VALUE}).")
  private URI server = URI.create("");

  ClewClient client() {
    return new ClewClient(checked("--server", server));
  }

  /// @throws CommandFailedException where the address is not one of HTTP
  static URI checked(String option, URI uri) {
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new CommandFailedException(
          option + " '" + uri + "' is no address such as http://127.0.0.1:16686");
    }
    return uri;
  }
}
