package dev.clew.model;

/// The links of a batch's spans, in ascending order of span row; within a span as they were sent.
public final class LinkTable {
  final int[] spans;
  final long[] traceIdHighs;
  final long[] traceIdLows;
  final long[] spanIds;
  final int[] traceStates;
  final int[] flags;
  final int[] droppedAttributes;
  final byte[] presence;
  private final AttributeTable attributes;

  LinkTable(
      int[] spans,
      long[] traceIdHighs,
      long[] traceIdLows,
      long[] spanIds,
      int[] traceStates,
      int[] flags,
      int[] droppedAttributes,
      byte[] presence,
      AttributeTable attributes) {
    this.spans = spans;
    this.traceIdHighs = traceIdHighs;
    this.traceIdLows = traceIdLows;
    this.spanIds = spanIds;
    this.traceStates = traceStates;
    this.flags = flags;
    this.droppedAttributes = droppedAttributes;
    this.presence = presence;
    this.attributes = attributes;
  }

  public int count() {
    return spans.length;
  }

  /// The row of the span that a link belongs to.
  public int span(int link) {
    return spans[link];
  }

  /// The first eight bytes of the linked trace's id, big-endian.
  public long traceIdHigh(int link) {
    return traceIdHighs[link];
  }

  /// The last eight bytes of the linked trace's id, big-endian.
  public long traceIdLow(int link) {
    return traceIdLows[link];
  }

  /// The linked span's id, big-endian.
  public long spanId(int link) {
    return spanIds[link];
  }

  /// The W3C trace state, a code of the batch's strings.
  public int traceState(int link) {
    return traceStates[link];
  }

  public int flags(int link) {
    return flags[link];
  }

  /// OTLP's unsigned 32-bit `dropped_attributes_count`.
  public int droppedAttributes(int link) {
    return droppedAttributes[link];
  }

  /// {@link Presence#NO_TRACE_ID} and {@link Presence#NO_SPAN_ID}, or 0.
  public int presence(int link) {
    return presence[link];
  }

  public AttributeTable attributes() {
    return attributes;
  }
}
