package dev.clew.server.cli.terminal;

/// Text measured in a terminal's cells: most characters take one, those of Chinese, Japanese and
/// Korean writing and most emoji two, combining marks none.
public final class TerminalText {
  private TerminalText() {}

  /// A sender's text on one line and without what could command the terminal or turn the direction
  /// of writing: each run of such characters becomes a space.
  public static String printable(String text) {
    StringBuilder out = null;
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isCommand(c)) {
        if (out == null) {
          out = new StringBuilder(text.length()).append(text, 0, i);
        }
        if (!gap) {
          out.append(' ');
        }
        gap = true;
      } else {
        if (out != null) {
          out.appendCodePoint(c);
        }
        gap = false;
      }
      i += Character.charCount(c);
    }
    return out == null ? text : out.toString();
  }

  /// How many cells the text takes.
  public static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += width(c);
      i += Character.charCount(c);
    }
    return width;
  }

  /// The text, cut to so many cells where it takes more; an ellipsis tells of the cut.
  public static String fit(String text, int cells) {
    if (text.length() <= cells / 2 || width(text) <= cells) {
      return text;
    }
    int width = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (width + width(c) > cells - 1) {
        break;
      }
      width += width(c);
      i += Character.charCount(c);
    }
    return cells < 1 ? "" : text.substring(0, i) + "…";
  }

  /// The text, filled up with spaces to so many cells.
  public static String pad(String text, int cells) {
    return text + " ".repeat(Math.max(0, cells - width(text)));
  }

  /// The text with spaces before it, so that it ends at so many cells.
  public static String padLeft(String text, int cells) {
    return " ".repeat(Math.max(0, cells - width(text))) + text;
  }

  private static boolean isCommand(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  /// The blocks of Unicode's annex 11 that are wide as a whole, or nearly.
  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c <= 0x115F
            || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0xFFE0 && c <= 0xFFE6)
            || (c >= 0x1F300 && c <= 0x1FAFF)
            || (c >= 0x20000 && c <= 0x3FFFD));
  }
}
