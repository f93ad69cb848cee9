package dev.clew.server.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.server.cli.terminal.Terminal;
import dev.clew.server.cli.terminal.TerminalText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeViewTest {
  private static final long MS = 1_000_000;
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  private void service(String name) {
    builder.beginResource();
    builder.resourceAttribute(
        builder.string("service.name"), AttributeType.STRING, builder.string(name));
    builder.beginScope();
  }

  private void span(long id, long parent, String name, long start, long end) {
    builder.beginSpan();
    builder
        .traceId(1, 2)
        .spanId(id)
        .parentSpanId(parent)
        .name(builder.string(name))
        .startNanos(start)
        .endNanos(end);
  }

  private String print(int width) {
    return print(width, false, builder.build());
  }

  private static String print(int width, boolean colours, SpanBatch... batches) {
    StringWriter out = new StringWriter();
    new TreeView(new Terminal(new PrintWriter(out), colours, width), List.of(batches))
        .print("0af7651916cd43dd8448eb211c80319c");
    return out.toString();
  }

  private void exception(long time, String type, String message) {
    builder.beginEvent(time);
    builder.eventName(builder.string("exception"));
    builder.eventAttribute(
        builder.string("exception.type"), AttributeType.STRING, builder.string(type));
    builder.eventAttribute(
        builder.string("exception.message"), AttributeType.STRING, builder.string(message));
  }

  @Test
  void showsWhoCalledWhomWhenForHowLongAndWhatWentWrong() {
    service("web");
    span(1, 0, "POST /checkout", 0, 350 * MS);
    builder.endSpan();
    span(2, 1, "validate", 10 * MS, 20 * MS);
    builder.endSpan();
    service("payments");
    span(3, 1, "charge", 100 * MS, 300 * MS);
    builder.statusCode(2).statusMessage(builder.string("declined"));
    exception(1, "IOException", "first");
    exception(2, "CardException", "card\ndeclined");
    builder.endSpan();
    span(4, 99, "late", 320 * MS, 350 * MS);
    builder.statusCode(2).statusMessage(builder.string("no parent, no exception"));
    builder.endSpan();
    assertThat(print(80))
        .isEqualTo(
            """
            trace 0af7651916cd43dd8448eb211c80319c  350 ms  4 spans, 2 services, 2 errors, 1 span without their parent  1970-01-01 00:00:00.000Z

            POST /checkout                             web          350 ms  ████████████████
            ├─ validate                                web         10.0 ms  █
            └─ charge ✗                                payments     200 ms      ██████████
               CardException: card declined
            late ✗ (parent missing)                    payments    30.0 ms                ██
            no parent, no exception
            """);
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    service("a service with a very long name 日本日本日本日本");
    for (int depth = 0; depth < 300; depth++) {
      span(depth + 1, depth, "operation 日本 number " + depth, depth * MS, 400 * MS);
      builder.statusCode(2).statusMessage(builder.string("x".repeat(500)));
      builder.endSpan();
    }
    SpanBatch batch = builder.build();
    for (int width : new int[] {60, 80, 140, 300}) {
      assertThat(print(width, false, batch).lines().skip(1))
          .allSatisfy(line -> assertThat(TerminalText.width(line)).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void aDeepSpanStillShowsItsName() {
    service("s");
    for (int depth = 0; depth <= 50_000; depth++) {
      span(depth + 1, depth, "op" + depth, depth, depth + 1);
      builder.endSpan();
    }
    assertThat(print(80).lines().toList().getLast()).contains("…50000 └op50000");
  }

  @Test
  void aNarrowTerminalIndentsLess() {
    service("s");
    for (int depth = 0; depth < 12; depth++) {
      span(depth + 1, depth, "op" + depth, depth, 20);
      builder.endSpan();
    }
    SpanBatch batch = builder.build();
    assertThat(print(140, false, batch)).contains(" ".repeat(30) + "└─ op11");
    assertThat(print(60, false, batch)).contains("\n" + " ".repeat(10) + "└op11 ");
  }

  @Test
  void colourEndsOnTheLineOnWhichItBegins() {
    service("s");
    span(1, 0, "evil \u001b[2J name", 0, 1);
    builder.statusCode(2).statusMessage(builder.string("evil \u001b]0;title\u0007"));
    builder.endSpan();
    String text = print(80, true, builder.build());
    assertThat(text).contains("\u001b[31m").doesNotContain("\u001b[2J", "\u001b]");
    assertThat(text.lines().filter(line -> line.contains("\u001b[")))
        .allSatisfy(line -> assertThat(line).contains("\u001b[0m"));
  }

  @Test
  void oddTimesDrawABarAllTheSame() {
    service("s");
    span(1, 0, "ends before it starts", 100 * MS, 50 * MS);
    builder.endSpan();
    span(2, 0, "no time", 0, 0);
    builder.endSpan();
    span(3, 0, "all of time", Long.MIN_VALUE, Long.MAX_VALUE);
    builder.endSpan();
    assertThat(print(80).lines().skip(2))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).contains("█"));
  }

  @Test
  void aTraceWithoutSpansIsOneLine() {
    assertThat(print(80)).isEqualTo("trace 0af7651916cd43dd8448eb211c80319c  no spans\n");
  }
}
