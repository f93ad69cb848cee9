package dev.clew.server.cli;

import dev.clew.server.cli.terminal.TerminalText;
import java.io.PrintWriter;
import java.util.Locale;

/// Shows how far an import is: a bar that is drawn over and over at a terminal, a line every few
/// seconds elsewhere; and between them what went wrong. May be told from several threads.
final class ImportProgress {
  private static final long DRAW_NANOS = 100_000_000;
  private static final long LINE_NANOS = 5_000_000_000L;
  private static final int BAR_CELLS = 30;

  /// How many problems are printed; the others are counted.
  private static final int PRINTED_PROBLEMS = 50;

  private final PrintWriter err;
  private final boolean interactive;
  private final long totalBytes;
  private final long started = System.nanoTime();
  private long shown = started;
  private long bytesOfEndedFiles;
  private int problems;
  private boolean barStands;

  /// @param totalBytes of all files, as they lie on disk
  ImportProgress(PrintWriter err, boolean interactive, long totalBytes) {
    this.err = err;
    this.interactive = interactive;
    this.totalBytes = totalBytes;
  }

  synchronized void at(long bytesOfFile, long spans) {
    long now = System.nanoTime();
    if (now - shown < (interactive ? DRAW_NANOS : LINE_NANOS)) {
      return;
    }
    shown = now;
    double done =
        Math.min(1.0, (bytesOfEndedFiles + bytesOfFile) / Math.max(1.0, (double) totalBytes));
    String text = text(done, spans, (now - started) / 1e9);
    if (interactive) {
      int cells = (int) (done * BAR_CELLS);
      err.print("\r\u001b[K" + "█".repeat(cells) + "░".repeat(BAR_CELLS - cells) + " " + text);
      barStands = true;
    } else {
      err.println(text);
    }
    err.flush();
  }

  /// Such as ` 43 %  141,000 spans  98,000 spans/s  12 s left`.
  static String text(double done, long spans, double seconds) {
    double left = done <= 0 ? Double.NaN : seconds / done - seconds;
    return String.format(
        Locale.ROOT,
        "%3.0f %%  %,d spans  %,.0f spans/s%s",
        Math.floor(done * 100),
        spans,
        spans / Math.max(1e-3, seconds),
        Double.isNaN(left) ? "" : "  " + time(left) + " left");
  }

  private static String time(double seconds) {
    long whole = (long) Math.ceil(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
  }

  synchronized void fileEnded(long bytes) {
    bytesOfEndedFiles += bytes;
  }

  /// Says something that is no failure.
  synchronized void note(String text) {
    clear();
    err.println(TerminalText.printable(text));
    err.flush();
  }

  synchronized void problem(String place, String message) {
    problems++;
    if (problems <= PRINTED_PROBLEMS) {
      note(place + ": " + message);
    } else if (problems == PRINTED_PROBLEMS + 1) {
      note("further problems are counted only");
    }
  }

  /// How many problems there were.
  synchronized int problems() {
    return problems;
  }

  /// Takes the bar away.
  synchronized void clear() {
    if (barStands) {
      err.print("\r\u001b[K");
      barStands = false;
    }
  }

  synchronized void end(PrintWriter out, long spans) {
    clear();
    err.flush();
    double seconds = (System.nanoTime() - started) / 1e9;
    String text =
        String.format(
            Locale.ROOT,
            "imported %,d spans in %.1f s (%,.0f spans/s)",
            spans,
            seconds,
            spans / Math.max(1e-3, seconds));
    out.println(
        switch (problems) {
          case 0 -> text;
          case 1 -> text + ", 1 problem";
          default -> text + String.format(Locale.ROOT, ", %,d problems", problems);
        });
    out.flush();
  }
}
