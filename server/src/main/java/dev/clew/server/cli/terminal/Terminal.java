package dev.clew.server.cli.terminal;

import java.io.Console;
import java.io.PrintWriter;

/// Where a command's answer goes: text, with colours only where someone looks at a terminal.
///
/// @param out flushed by whoever writes
/// @param colours whether escape sequences are understood and wanted
/// @param width of a line in cells
public record Terminal(PrintWriter out, boolean colours, int width) {
  private static final int DEFAULT_WIDTH = 120;
  private static final int LEAST_WIDTH = 60;
  private static final int[] PALETTE = {32, 33, 34, 35, 36, 92, 94, 95, 96};

  /// The process's own output. Colours follow the terminal and the variable `NO_COLOR`, the width
  /// follows `COLUMNS`.
  public static Terminal standard(PrintWriter out) {
    String noColour = System.getenv("NO_COLOR");
    return new Terminal(
        out, isInteractive() && (noColour == null || noColour.isEmpty()), columns());
  }

  /// Whether someone looks at the process's output while it is written.
  // From JDK 22 to 24 there was always a console; on 25 there is one only at a terminal, again.
  @SuppressWarnings("SystemConsoleNull")
  public static boolean isInteractive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  public String bold(String text) {
    return style("1", text);
  }

  public String dim(String text) {
    return style("2", text);
  }

  public String red(String text) {
    return style("31", text);
  }

  /// The text in the colour that belongs to a name: the same name has the same colour everywhere.
  public String coloured(String name, String text) {
    return style(Integer.toString(PALETTE[Math.floorMod(name.hashCode(), PALETTE.length)]), text);
  }

  private String style(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private static int columns() {
    String columns = System.getenv("COLUMNS");
    if (columns == null || !columns.matches("[1-9]\\d{1,3}")) {
      return DEFAULT_WIDTH;
    }
    return Math.max(LEAST_WIDTH, Integer.parseInt(columns));
  }
}
