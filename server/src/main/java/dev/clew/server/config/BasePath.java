package dev.clew.server.config;

import java.util.regex.Pattern;

/// Reads the path below which everything on the query port lies, for a Clew that shares its host
/// name with others behind a proxy.
public final class BasePath {
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

  private BasePath() {}

  /// The path with a slash in front and none at its end; empty for the root.
  ///
  /// @param text such as `/clew` or `/tools/clew/`; `/` and nothing mean the root
  /// @throws IllegalArgumentException when it is something else
  public static String parse(String text) {
    String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    if (!path.isEmpty() && !PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no base path such as /clew: letters, digits and ._~- between slashes");
    }
    return path;
  }
}
