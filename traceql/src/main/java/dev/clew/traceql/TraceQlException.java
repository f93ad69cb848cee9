package dev.clew.traceql;

/// Says what is wrong with a query text, and where.
///
/// The message reads `parse error at line L, col C: …`. Offsets, columns and lengths count UTF-16
/// code units, as Java and JavaScript strings do.
public final class TraceQlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int offset;
  private final int length;
  private final int line;
  private final int column;
  private final String problem;

  /// @param start offset of the first unit at fault, from 0 to the length of the text
  /// @param end offset after the last one, `start` when something is missing there
  TraceQlException(String text, int start, int end, String problem) {
    this(start, end - start, lineAt(text, start), columnAt(text, start), problem);
  }

  private TraceQlException(int offset, int length, int line, int column, String problem) {
    super("parse error at line " + line + ", col " + column + ": " + problem);
    this.offset = offset;
    this.length = length;
    this.line = line;
    this.column = column;
    this.problem = problem;
  }

  /// What is wrong, without the place.
  public String problem() {
    return problem;
  }

  /// Where the fault begins, from 0 to the length of the text (which means its end).
  public int offset() {
    return offset;
  }

  /// How many units are at fault; 0 when something is missing at the offset.
  public int length() {
    return length;
  }

  /// The line of the offset, from 1.
  public int line() {
    return line;
  }

  /// The column of the offset in its line, from 1.
  public int column() {
    return column;
  }

  private static int lineAt(String text, int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  private static int columnAt(String text, int offset) {
    return offset - text.lastIndexOf('\n', offset - 1);
  }
}
