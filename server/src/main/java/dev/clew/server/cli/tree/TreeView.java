package dev.clew.server.cli.tree;

import static dev.clew.server.cli.tree.TraceTree.NONE;

import dev.clew.model.SpanBatch;
import dev.clew.server.cli.terminal.Durations;
import dev.clew.server.cli.terminal.Terminal;
import dev.clew.server.cli.terminal.TerminalText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// Draws a trace in a terminal: a line a span with its name, service, duration and a bar that shows
/// when in the trace it ran; below it, what went wrong.
///
/// ```
/// POST /checkout                     web        350 ms  ████████████████
/// └─ charge ✗                        payments   200 ms      █████████
///    IllegalStateException: card declined
/// ```
public final class TreeView {
  private static final int DURATION_WIDTH = 9;
  private static final int GAPS = 6;
  private static final int WIDEST_STEP = 3;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Terminal terminal;
  private final TraceTree tree;
  private final Map<SpanBatch, SpanLabels> labels = new HashMap<>();
  private final int barWidth;
  private final int serviceWidth;
  private final int nameWidth;
  private final int step;
  private final int maxDepth;
  private long start = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;
  private int failed;
  private int orphans;
  private int deepest;
  private final TreeSet<String> services = new TreeSet<>();

  /// @param batches the spans of one trace, in any order
  public TreeView(Terminal terminal, List<SpanBatch> batches) {
    this.terminal = terminal;
    tree = new TraceTree(batches);
    survey();
    barWidth = Math.clamp(terminal.width() / 5, 10, 40);
    int longest = services.stream().mapToInt(TerminalText::width).max().orElse(1);
    serviceWidth = Math.min(longest, Math.max(12, terminal.width() / 5));
    nameWidth = terminal.width() - barWidth - serviceWidth - DURATION_WIDTH - GAPS;
    int indentWidth = Math.max(WIDEST_STEP, nameWidth * 3 / 5);
    step = Math.clamp(indentWidth / Math.max(1, deepest), 1, WIDEST_STEP);
    maxDepth = indentWidth / step;
  }

  private void survey() {
    for (int span = 0; span < tree.size(); span++) {
      SpanBatch batch = tree.batch(span);
      int row = tree.row(span);
      start = Math.min(start, batch.startNanos(row));
      end = Math.max(end, Math.max(batch.startNanos(row), batch.endNanos(row)));
      services.add(labels(span).service(row));
      failed += labels(span).isFailed(row) ? 1 : 0;
      orphans += tree.isOrphan(span) ? 1 : 0;
      deepest = Math.max(deepest, tree.depth(span));
    }
  }

  /// Prints all of it.
  public void print(String traceId) {
    headline(traceId);
    StringBuilder lines = new StringBuilder();
    for (int span = tree.firstRoot(); span != NONE; span = tree.next(span)) {
      int depth = tree.depth(span);
      boolean last = tree.nextSibling(span) == NONE;
      lines.setLength(Math.min(lines.length(), Math.max(0, (depth - 1) * step)));
      print(span, indent(depth, lines, last));
      if (depth > 0 && depth < maxDepth) {
        lines.append(last ? " " : "│").repeat(' ', step - 1);
      }
    }
    terminal.out().flush();
  }

  private void headline(String traceId) {
    StringBuilder text = new StringBuilder("trace ").append(terminal.bold(traceId));
    if (tree.size() == 0) {
      terminal.out().println(text.append("  no spans"));
      return;
    }
    text.append("  ").append(Durations.text(end - start));
    text.append("  ").append(count(tree.size(), "span"));
    text.append(", ").append(count(services.size(), "service"));
    if (failed > 0) {
      text.append(", ").append(terminal.red(count(failed, "error")));
    }
    if (orphans > 0) {
      text.append(", ").append(count(orphans, "span")).append(" without their parent");
    }
    Instant began = Instant.ofEpochSecond(0, start);
    terminal.out().println(text.append("  ").append(terminal.dim(TIME.format(began))));
    terminal.out().println();
  }

  private void print(int span, String indent) {
    SpanLabels label = labels(span);
    int row = tree.row(span);
    long duration = tree.batch(span).durationNanos(row);
    String mark = mark(span, label.isFailed(row));
    String name = TerminalText.fit(indent + label.name(row), nameWidth - TerminalText.width(mark));
    String padding =
        " ".repeat(Math.max(0, nameWidth - TerminalText.width(name) - TerminalText.width(mark)));
    String service = label.service(row);
    StringBuilder line = new StringBuilder(terminal.width() + 32);
    line.append(label.isFailed(row) ? terminal.red(name + mark) : name + terminal.dim(mark))
        .append(padding)
        .append("  ")
        .append(
            terminal.coloured(
                service, TerminalText.pad(TerminalText.fit(service, serviceWidth), serviceWidth)))
        .append("  ")
        .append(TerminalText.padLeft(Durations.text(duration), DURATION_WIDTH))
        .append("  ")
        .append(terminal.coloured(service, bar(tree.batch(span).startNanos(row), duration)));
    terminal.out().println(line);
    String problem = label.problem(row);
    if (problem != null) {
      String shown =
          TerminalText.fit(" ".repeat(TerminalText.width(indent)) + problem, terminal.width());
      terminal.out().println(label.isFailed(row) ? terminal.red(shown) : terminal.dim(shown));
    }
  }

  private String mark(int span, boolean isFailed) {
    String mark = isFailed ? " ✗" : "";
    if (tree.isOrphan(span)) {
      return mark + " (parent missing)";
    }
    return tree.isInRing(span) ? mark + " (its own ancestor)" : mark;
  }

  private String indent(int depth, StringBuilder lines, boolean last) {
    if (depth == 0) {
      return "";
    }
    String branch = (last ? "└" : "├") + (step > 1 ? "─".repeat(step - 2) + " " : "");
    if (depth <= maxDepth) {
      return lines + branch;
    }
    // Deeper, no room would be left for names: a number stands for the lines.
    return TerminalText.padLeft("…" + depth + " ", lines.length()) + branch;
  }

  /// The span's time as a share of the trace's: at least one cell.
  private String bar(long spanStart, long duration) {
    double cell = Math.max(1.0, (double) end - start) / barWidth;
    int from = (int) Math.clamp(((double) spanStart - start) / cell, 0, barWidth - 1);
    int to = (int) Math.ceil(((double) spanStart - start + duration) / cell - 1e-9);
    return " ".repeat(from) + "█".repeat(Math.clamp((long) to - from, 1, barWidth - from));
  }

  private SpanLabels labels(int span) {
    return labels.computeIfAbsent(tree.batch(span), SpanLabels::new);
  }

  private static String count(long count, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
  }
}
