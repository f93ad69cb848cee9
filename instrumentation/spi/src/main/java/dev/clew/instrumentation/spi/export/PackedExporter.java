package dev.clew.instrumentation.spi.export;

import dev.clew.instrumentation.spi.export.SpanFormat.Encoded;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Exports in one format over one wire: as many spans a message as the wire takes.
///
/// A span that is larger than a message by itself, or cannot be written, is lost and counted; the
/// others of its batch are not. It blocks until the messages were taken: it is made for the thread
/// that its queue gives it.
final class PackedExporter implements NamedExporter {
  static final String TOO_LARGE = "too_large";

  private final String name;
  private final SpanFormat format;
  private final Wire wire;

  PackedExporter(String name, SpanFormat format, Wire wire) {
    this.name = name;
    this.format = format;
    this.wire = wire;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    Map<Object, List<SpanData>> groups = new LinkedHashMap<>();
    for (SpanData span : spans) {
      groups.computeIfAbsent(format.group(span), group -> new ArrayList<>()).add(span);
    }
    Export export = new Export();
    groups.values().forEach(export::add);
    return export.result();
  }

  /// One batch under way.
  private final class Export {
    private final Map<String, Integer> lost = new TreeMap<>();
    private @Nullable String example;

    private void add(List<SpanData> group) {
      List<Encoded> message = new ArrayList<>();
      try {
        int overhead = format.overhead(group.get(0));
        long bytes = overhead;
        for (SpanData span : group) {
          byte[] encoded = encode(span, overhead);
          if (encoded.length == 0) {
            continue;
          }
          int more = encoded.length + format.overheadOfEach();
          if (bytes + more > wire.limit()) {
            send(message);
            message.clear();
            bytes = overhead;
          }
          message.add(new Encoded(span, encoded));
          bytes += more;
        }
        send(message);
      } catch (IOException e) {
        lose(e, group.size());
      }
    }

    /// @return nothing where it is lost
    private byte[] encode(SpanData span, int overhead) {
      try {
        byte[] encoded = format.encode(span);
        long alone = (long) overhead + encoded.length + format.overheadOfEach();
        if (alone <= wire.limit()) {
          return encoded;
        }
        lose(
            TOO_LARGE,
            1,
            "span '%s' of %d bytes, where a message takes %d"
                .formatted(span.getName(), encoded.length, wire.limit() - overhead));
      } catch (IOException | RuntimeException e) {
        lose(e, 1);
      }
      return new byte[0];
    }

    private void send(List<Encoded> message) {
      if (message.isEmpty()) {
        return;
      }
      try {
        wire.send(format.message(message));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        lose(Losses.SHUT_DOWN, message.size(), null);
      } catch (IOException | RuntimeException e) {
        lose(e, message.size());
      }
    }

    private void lose(Exception cause, int spans) {
      String text = cause.getMessage();
      if (cause instanceof HttpWire.Refused refused) {
        lose(refused.reason(), spans, text);
      } else {
        lose(cause.getClass().getSimpleName(), spans, text);
      }
    }

    private void lose(String reason, int spans, @Nullable String example) {
      lost.merge(reason, spans, Integer::sum);
      this.example = example == null ? this.example : example;
    }

    private CompletableResultCode result() {
      return lost.isEmpty()
          ? CompletableResultCode.ofSuccess()
          : CompletableResultCode.ofExceptionalFailure(new SpansLost(lost, example));
    }
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess(); // nothing is kept from one export to the next
  }

  @Override
  public CompletableResultCode shutdown() {
    wire.close();
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public String toString() {
    return "PackedExporter{" + name + " to " + wire + "}";
  }
}
