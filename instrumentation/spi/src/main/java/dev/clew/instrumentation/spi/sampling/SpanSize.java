package dev.clew.instrumentation.spi.sampling;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/// An estimate of the bytes that a span holds on the heap.
///
/// A span counts 512, for its objects with their ids, and a name that the code holds anyway; an
/// event 96, a link 192, an attribute 48 and the characters of its value, twice: a text outside
/// Latin-1 takes two bytes a character. Keys are not counted: they are constants of the
/// instrumentation.
final class SpanSize {
  /// What a span counts for from its start on: its id's place in the index, and in its local root.
  static final int ENTRY = 64;

  private static final int SPAN = 512;
  private static final int EVENT = 96;
  private static final int LINK = 192;
  private static final int ATTRIBUTE = 48;

  private SpanSize() {}

  static long of(SpanData span) {
    long bytes = SPAN + of(span.getAttributes());
    bytes += 2L * span.getStatus().getDescription().length();
    List<EventData> events = span.getEvents();
    for (int i = 0; i < events.size(); i++) {
      bytes += EVENT + of(events.get(i).getAttributes());
    }
    for (int i = 0; i < span.getLinks().size(); i++) {
      bytes += LINK + of(span.getLinks().get(i).getAttributes());
    }
    return bytes;
  }

  private static long of(Attributes attributes) {
    long[] bytes = {0};
    attributes.forEach((key, value) -> bytes[0] += ATTRIBUTE + of(value));
    return bytes[0];
  }

  private static long of(Object value) {
    if (value instanceof String text) {
      return 2L * text.length();
    }
    if (value instanceof List<?> list) {
      long bytes = 0;
      for (Object element : list) {
        bytes += 24 + (element instanceof String text ? 2L * text.length() : 8);
      }
      return bytes;
    }
    return value instanceof Value<?> nested ? 2L * nested.asString().length() : 0;
  }
}
