package dev.clew.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The files of the built page, as they lie in the jar of module `ui`. They are read when first
/// asked for and kept: all of them together are below a megabyte.
final class PageFiles {
  private static final String FOLDER = "/dev/clew/ui/page/";

  private final Set<String> names =
      text("files.txt").lines().collect(Collectors.toUnmodifiableSet());
  private final Map<String, PageFile> read = new ConcurrentHashMap<>();

  /// A file; null where there is none of that name.
  ///
  /// @param name below the page's folder, such as `assets/index-5f3a.js`
  @Nullable PageFile file(String name) {
    return names.contains(name)
        ? read.computeIfAbsent(name, known -> PageFile.of(load(known)))
        : null;
  }

  /// A file as UTF-8 text.
  static String text(String name) {
    return new String(load(name), StandardCharsets.UTF_8);
  }

  private static byte[] load(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the page has no file '" + name + "'");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read '" + name + "' of the page", e);
    }
  }
}
