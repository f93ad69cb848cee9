package dev.clew.server.cli;

import dev.clew.server.cli.terminal.TerminalText;

/// Shows where in a query a fault is.
final class QueryFault {
  private QueryFault() {}

  /// The server's message and, where it names a place in the query, the line with a mark below it.
  static String text(ClewClient.RefusedException refused, String query) {
    String message = String.valueOf(refused.getMessage());
    int offset = refused.offset();
    if (offset < 0 || offset > query.length()) {
      return message;
    }
    int lineStart = query.lastIndexOf('\n', offset - 1) + 1;
    int newline = query.indexOf('\n', offset);
    int lineEnd = newline < 0 ? query.length() : newline;
    int faultEnd = Math.min(lineEnd, offset + Math.max(1, refused.length()));
    // The mark has to stand right also where the line has tabs.
    String before = query.substring(lineStart, offset).replace('\t', ' ');
    String fault = query.substring(offset, Math.max(offset, faultEnd));
    return message
        + "\n  "
        + query.substring(lineStart, lineEnd).replace('\t', ' ')
        + "\n  "
        + " ".repeat(TerminalText.width(before))
        + "^".repeat(Math.max(1, TerminalText.width(fault)));
  }
}
