package dev.clew.instrumentation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// SQL without the values in it, for a span to show.
final class SqlText {
  private static final int READ = 4096;
  private static final int SHOWN = 1024;

  /// Every repetition is of single characters or possessive, so that none takes stack.
  private static final String COMMON =
      "|(?<blank>(?:\\s++|--[^\\n]*+|/\\*(?s:.*?)(?:\\*/|\\z))++)"
          + "|\\$(?<tag>(?:[A-Za-z_]\\w*+)?)\\$(?s:.*?)(?:\\$\\k<tag>\\$|\\z)"
          + "|(?<![\\w$])(?:0[xX]\\p{XDigit}++|\\d++(?:\\.\\d*+)?(?:[eE][-+]?\\d++)?)"
          + "|(?<![\\w$])[bBnNxX]?'[^']*+(?:''[^']*+)*+(?:'|\\z)";

  private static final Pattern STANDARD =
      Pattern.compile(
          "(?<name>\"[^\"]*+\")"
              + "|(?<![\\w$])[eE]'[^'\\\\]*+(?:(?:''|\\\\.)[^'\\\\]*+)*+(?:'|\\z)"
              + COMMON,
          Pattern.DOTALL);

  /// Texts may stand in either quotes, and a backslash escapes in them; names stand in backticks.
  private static final Pattern MYSQL =
      Pattern.compile(
          "(?<name>`[^`]*+`)"
              + "|'[^'\\\\]*+(?:(?:''|\\\\.)[^'\\\\]*+)*+(?:'|\\z)"
              + "|\"[^\"\\\\]*+(?:(?:\"\"|\\\\.)[^\"\\\\]*+)*+(?:\"|\\z)"
              + COMMON,
          Pattern.DOTALL);

  private SqlText() {}

  /// The statement with `?` in place of every text and number, without its comments, on one line
  /// and cut at 1,024 characters. A text that is not closed hides what follows.
  ///
  /// @param system the database's name as in `db.system`, since quotes differ; null where unknown
  static String withoutValues(String sql, @Nullable String system) {
    boolean mysql = "mysql".equals(system) || "mariadb".equals(system);
    String read = sql.substring(0, Math.min(sql.length(), READ));
    Matcher part = (mysql ? MYSQL : STANDARD).matcher(read);
    StringBuilder shown = new StringBuilder();
    while (part.find()) {
      String instead = part.group("name");
      if (instead == null) {
        instead = part.group("blank") == null ? "?" : " ";
      }
      part.appendReplacement(shown, Matcher.quoteReplacement(instead));
    }
    part.appendTail(shown);
    shown.setLength(Math.min(shown.length(), SHOWN));
    return shown.toString().strip();
  }
}
