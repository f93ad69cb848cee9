package dev.clew.instrumentation.spi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.logging.Logger;

/// The modules of the library that an application has added, so that the line at the start can say
/// what is instrumented.
///
/// Each has its name in a file `META-INF/clew/instrumentation`. It is looked for where the
/// application's classes are, which under the agent is not where this class is.
///
/// ```java
/// Modules.names(); // [http, jdbc]
/// ```
public final class Modules {
  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");
  private static final String FILE = "META-INF/clew/instrumentation";

  private Modules() {}

  /// Their names, in the order of the alphabet.
  ///
  /// ```java
  /// boolean traced = Modules.names().contains("jdbc");
  /// ```
  public static SortedSet<String> names() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? ClassLoader.getSystemClassLoader() : context;
    SortedSet<String> names = new TreeSet<>();
    try {
      for (URL file : Collections.list(loader.getResources(FILE))) {
        names.add(read(file));
      }
    } catch (IOException e) {
      LOGGER.warning(
          "the names of the modules on the class path cannot be read: " + e.getMessage());
    }
    return names;
  }

  /// Their names in a line, or `none`.
  ///
  /// ```java
  /// log.info("instrumentation " + Modules.text());
  /// ```
  public static String text() {
    SortedSet<String> names = names();
    return names.isEmpty() ? "none" : String.join(" ", names);
  }

  private static String read(URL file) throws IOException {
    URLConnection connection = file.openConnection();
    connection.setUseCaches(false); // a cached jar stays open
    try (BufferedReader text =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      String name = text.readLine();
      return name == null ? "unnamed" : name.strip();
    }
  }
}
