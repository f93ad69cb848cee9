package dev.clew.instrumentation.spi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The variables of a file `.env`: lines `NAME=value`, with or without `export` and quotes. A blank
/// and a `#` begin a comment after an unquoted value.
final class DotEnv {
  private static final Pattern LINE =
      Pattern.compile(
          "(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(\"[^\"]*\"|'[^']*'|.*?)(?:\\s+#.*)?");

  /// A larger one is no file of settings.
  private static final long LIMIT = 1 << 20;

  private DotEnv() {}

  /// Its variables; none where there is no such file.
  ///
  /// @param warnings takes what could not be read, with file and line
  static Map<String, String> read(Path folder, List<String> warnings) {
    Path file = folder.resolve(".env");
    Map<String, String> variables = new LinkedHashMap<>();
    try {
      if (!Files.isRegularFile(file)) {
        return variables;
      }
      if (Files.size(file) > LIMIT) {
        warnings.add("'%s' is left out: it has more than %d bytes".formatted(file, LIMIT));
        return variables;
      }
      int number = 0;
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        number++;
        String text = line.strip();
        Matcher matcher = LINE.matcher(text);
        if (matcher.matches()) {
          variables.put(matcher.group(1), matcher.group(2));
        } else if (!text.isEmpty() && !text.startsWith("#")) {
          // Not quoted: the line may hold a secret.
          warnings.add("line %d of '%s' is left out: it is not NAME=value".formatted(number, file));
        }
      }
    } catch (IOException e) {
      warnings.add("'%s' is left out: %s".formatted(file, e));
    }
    return variables;
  }
}
