package dev.clew.instrumentation.spi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// The program this process was started with, for a service that nobody has named.
final class MainProgram {
  private MainProgram() {}

  /// The jar's name without its version, or the main class's simple name, or
  /// `unknown_service:java`.
  static String name() {
    String program = program();
    if (program.endsWith(".jar")) {
      String file = Path.of(program).getFileName().toString();
      return file.substring(0, file.length() - 4).replaceFirst("-\\d.*$", "");
    }
    String simple = program.substring(program.lastIndexOf('.') + 1);
    return simple.isEmpty() ? "unknown_service:java" : simple;
  }

  /// The version that the manifest of the main jar names; null where none does.
  static @Nullable String version() {
    String program = program();
    if (program.endsWith(".jar")) {
      try (JarFile jar = new JarFile(program)) {
        Manifest manifest = jar.getManifest();
        return manifest == null
            ? null
            : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      } catch (IOException e) {
        return null; // started from a jar that is gone by now: there is nothing to read
      }
    }
    try {
      Package main = Class.forName(program, false, ClassLoader.getSystemClassLoader()).getPackage();
      return main == null ? null : main.getImplementationVersion();
    } catch (ClassNotFoundException | LinkageError e) {
      return null; // started by native code or by a class loader of its own
    }
  }

  /// The path of a jar, or the name of a class.
  private static String program() {
    String first = System.getProperty("sun.java.command", "").split(" ", 2)[0];
    // A class in a module is written module/class.
    return first.endsWith(".jar") ? first : first.substring(first.lastIndexOf('/') + 1);
  }
}
