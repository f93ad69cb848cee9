package dev.clew.server.tail;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponseWriter;
import dev.clew.model.otlp.OtlpJsonEncoder;
import dev.clew.query.filter.SpanFilter;
import dev.clew.query.read.Cancellation;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.QueryLimits;
import dev.clew.query.read.SegmentViews;
import dev.clew.query.read.Selection;
import dev.clew.store.segment.Segment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/// One client that looks on, over server-sent events: `spans` with the matching spans of a batch as
/// OTLP/JSON, and `dropped` with how many spans it was not shown because it reads too slowly.
public final class TailListener {
  /// The most bytes that wait for a client to take them.
  private static final int MAX_UNREAD_BYTES = 4 << 20;

  private final SpanFilter filter;
  private final HttpResponseWriter writer;
  private final AtomicLong missed = new AtomicLong();
  private CompletableFuture<Void> taken = CompletableFuture.completedFuture(null);
  private long unread;

  public TailListener(SpanFilter filter, HttpResponseWriter writer) {
    this.filter = filter;
    this.writer = writer;
  }

  /// Spans passed by without being looked at.
  void missed(int spans) {
    missed.addAndGet(spans);
  }

  /// Shows what matches of a batch.
  ///
  /// @return whether the client still listens
  boolean arrived(Segment segment) {
    SegmentViews views = new SegmentViews(new QueryBudget(QueryLimits.DEFAULT, Cancellation.NONE));
    int[] rows =
        filter
            .over(views.of(segment))
            .evaluate(Selection.all(segment.spanCount()))
            .matched()
            .rows();
    if (rows.length == 0) {
      return writer.isOpen();
    }
    if (taken.isDone()) {
      unread = 0;
    }
    if (unread > MAX_UNREAD_BYTES) {
      missed(rows.length);
      return writer.isOpen();
    }
    return tellMissed() && send("spans", otlpJson(segment, rows));
  }

  private boolean tellMissed() {
    long spans = missed.getAndSet(0);
    return spans == 0 || send("dropped", "{\"spans\":" + spans + "}");
  }

  /// Says something, so that a connection that is gone is noticed.
  boolean keepAlive() {
    return tellMissed() && write(": still here\n\n");
  }

  void end() {
    writer.close();
  }

  private static String otlpJson(Segment segment, int[] rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      OtlpJsonEncoder encoder = new OtlpJsonEncoder(out);
      encoder.begin();
      encoder.write(segment.read(rows));
      encoder.end();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private boolean send(String event, String data) {
    return write("event: " + event + "\ndata: " + data + "\n\n");
  }

  private boolean write(String text) {
    HttpData data = HttpData.ofUtf8(text);
    unread += data.length();
    boolean open = writer.tryWrite(data);
    taken = writer.whenConsumed();
    return open;
  }
}
