package dev.clew.model;

/// Spans in columns: what a receiver writes, the log keeps, the live store appends and answers are
/// made of. Immutable, self-contained, with OTLP's data model and nothing of it lost.
///
/// A span is a row. Strings are codes of {@link #strings()}; code 0 is the empty string. Bytes and
/// values of arrays and key-value lists are codes of {@link #blobs()}. Each span belongs to a row
/// of {@link #scopes()}, each scope to a row of {@link #resources()}; spans ascend by scope.
///
/// Made by {@link SpanBatchBuilder}. To look at single spans on cold paths, use {@link #cursor()}.
public final class SpanBatch {
  private final Dictionary strings;
  private final Dictionary blobs;
  private final ResourceTable resources;
  private final ScopeTable scopes;
  final SpanColumns spans;
  private final AttributeTable attributes;
  private final EventTable events;
  private final LinkTable links;

  SpanBatch(
      Dictionary strings,
      Dictionary blobs,
      ResourceTable resources,
      ScopeTable scopes,
      SpanColumns spans,
      AttributeTable attributes,
      EventTable events,
      LinkTable links) {
    this.strings = strings;
    this.blobs = blobs;
    this.resources = resources;
    this.scopes = scopes;
    this.spans = spans;
    this.attributes = attributes;
    this.events = events;
    this.links = links;
  }

  /// How many spans there are.
  public int size() {
    return spans.scopes().length;
  }

  /// Distinct strings: valid UTF-8, the empty string at code 0.
  public Dictionary strings() {
    return strings;
  }

  /// Distinct byte strings, the empty one at code 0.
  public Dictionary blobs() {
    return blobs;
  }

  public ResourceTable resources() {
    return resources;
  }

  public ScopeTable scopes() {
    return scopes;
  }

  /// Attributes of the spans themselves.
  public AttributeTable attributes() {
    return attributes;
  }

  public EventTable events() {
    return events;
  }

  public LinkTable links() {
    return links;
  }

  /// The row of the scope whose span this is.
  public int scope(int span) {
    return spans.scopes()[span];
  }

  /// The row of the resource whose span this is.
  public int resource(int span) {
    return scopes.resource(scope(span));
  }

  /// The first eight bytes of the trace id, big-endian.
  public long traceIdHigh(int span) {
    return spans.traceIdHighs()[span];
  }

  /// The last eight bytes of the trace id, big-endian.
  public long traceIdLow(int span) {
    return spans.traceIdLows()[span];
  }

  /// The span id, big-endian; 0 is the invalid id.
  public long spanId(int span) {
    return spans.spanIds()[span];
  }

  /// The parent's span id; 0 where there is none.
  public long parentSpanId(int span) {
    return spans.parentSpanIds()[span];
  }

  /// Nanoseconds since 1970, as the 64 bits that were sent.
  public long startNanos(int span) {
    return spans.startNanos()[span];
  }

  /// End less start in nanoseconds, negative where the end lies before the start. Start plus
  /// duration, wrapping round, is exactly the end that was sent.
  public long durationNanos(int span) {
    return spans.durationNanos()[span];
  }

  /// Nanoseconds since 1970, as the 64 bits that were sent.
  public long endNanos(int span) {
    return spans.startNanos()[span] + spans.durationNanos()[span];
  }

  /// OTLP's `SpanKind` number, also one that OTLP does not know.
  public int kind(int span) {
    return spans.kinds()[span];
  }

  /// OTLP's `StatusCode` number, also one that OTLP does not know.
  public int statusCode(int span) {
    return spans.statusCodes()[span];
  }

  /// A code of {@link #strings()}.
  public int statusMessage(int span) {
    return spans.statusMessages()[span];
  }

  /// A code of {@link #strings()}.
  public int name(int span) {
    return spans.names()[span];
  }

  /// The W3C trace state, a code of {@link #strings()}.
  public int traceState(int span) {
    return spans.traceStates()[span];
  }

  /// OTLP's 32 bits of flags: W3C trace flags and whether the parent was remote.
  public int flags(int span) {
    return spans.flags()[span];
  }

  /// OTLP's unsigned 32-bit `dropped_attributes_count`.
  public int droppedAttributes(int span) {
    return spans.droppedAttributes()[span];
  }

  /// OTLP's unsigned 32-bit `dropped_events_count`.
  public int droppedEvents(int span) {
    return spans.droppedEvents()[span];
  }

  /// OTLP's unsigned 32-bit `dropped_links_count`.
  public int droppedLinks(int span) {
    return spans.droppedLinks()[span];
  }

  /// Bits of {@link Presence}, 0 as a rule.
  public int presence(int span) {
    return spans.presence()[span];
  }

  /// A reader that walks the spans one by one.
  public SpanCursor cursor() {
    return new SpanCursor(this);
  }

  /// A reader of the spans' attributes, by span row.
  public AttributeCursor attributeCursor() {
    return new AttributeCursor(attributes, strings, blobs);
  }

  /// A reader of the events' attributes, by event row.
  public AttributeCursor eventAttributeCursor() {
    return new AttributeCursor(events.attributes(), strings, blobs);
  }

  /// A reader of the links' attributes, by link row.
  public AttributeCursor linkAttributeCursor() {
    return new AttributeCursor(links.attributes(), strings, blobs);
  }

  /// A reader of the resources' attributes, by resource row.
  public AttributeCursor resourceAttributeCursor() {
    return new AttributeCursor(resources.attributes(), strings, blobs);
  }

  /// A reader of the scopes' attributes, by scope row.
  public AttributeCursor scopeAttributeCursor() {
    return new AttributeCursor(scopes.attributes(), strings, blobs);
  }
}
