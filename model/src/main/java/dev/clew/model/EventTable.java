package dev.clew.model;

/// The events of a batch's spans, in ascending order of span row; within a span as they were sent.
public final class EventTable {
  final int[] spans;
  final long[] times;
  final int[] names;
  final int[] droppedAttributes;
  private final AttributeTable attributes;

  EventTable(
      int[] spans, long[] times, int[] names, int[] droppedAttributes, AttributeTable attributes) {
    this.spans = spans;
    this.times = times;
    this.names = names;
    this.droppedAttributes = droppedAttributes;
    this.attributes = attributes;
  }

  public int count() {
    return spans.length;
  }

  /// The row of the span that an event belongs to.
  public int span(int event) {
    return spans[event];
  }

  /// When it happened: nanoseconds since 1970, as the 64 bits that were sent.
  public long timeNanos(int event) {
    return times[event];
  }

  /// The name, a code of the batch's strings.
  public int name(int event) {
    return names[event];
  }

  /// OTLP's unsigned 32-bit `dropped_attributes_count`.
  public int droppedAttributes(int event) {
    return droppedAttributes[event];
  }

  public AttributeTable attributes() {
    return attributes;
  }
}
