package dev.clew.model;

import java.util.concurrent.ThreadLocalRandom;

/// Takes spans field by field and makes a {@link SpanBatch} of them. Meant to be kept and used
/// again ({@link #build()} copies out, then {@link #clear()}), so that nothing is allocated for a
/// span or an attribute. Not thread-safe.
///
/// Order of calls: {@link #beginResource()}, {@link #beginScope()}, {@link #beginSpan()}, within a
/// span {@link #beginEvent(long)} and {@link #beginLink(long, long, long)}, then {@link #endSpan()}
/// or {@link #abandonSpan()}. Setters speak of what began last and may be called in any order until
/// the next thing of the same kind begins.
public final class SpanBatchBuilder {
  private static final long KEPT_BYTES = 32L << 20;

  private final long seed;
  private final DictionaryBuilder strings;
  private final DictionaryBuilder blobs;

  private ResourceTableBuilder resources;
  private ScopeTableBuilder scopes;
  private SpanColumnsBuilder spans = new SpanColumnsBuilder();
  private AttributeTableBuilder attributes;
  private EventTableBuilder events;
  private LinkTableBuilder links;

  private int span = -1;
  private int attributesBefore;
  private int eventsBefore;
  private int eventAttributesBefore;
  private int linksBefore;
  private int linkAttributesBefore;

  public SpanBatchBuilder() {
    seed = ThreadLocalRandom.current().nextLong();
    strings = new DictionaryBuilder(seed);
    blobs = new DictionaryBuilder(seed);
    resources = new ResourceTableBuilder(seed);
    scopes = new ScopeTableBuilder(seed);
    attributes = new AttributeTableBuilder(seed);
    events = new EventTableBuilder(seed);
    links = new LinkTableBuilder(seed);
  }

  /// How many spans have been ended.
  public int size() {
    return spans.size;
  }

  /// How many resources have begun.
  public int resourceCount() {
    return resources.size();
  }

  /// How many scopes have begun.
  public int scopeCount() {
    return scopes.size();
  }

  /// The code of a string given as UTF-8. What is not valid UTF-8 is stored with each malformed
  /// sequence replaced by U+FFFD, as Java's decoder does it.
  public int string(byte[] utf8, int offset, int length) {
    return length == 0 ? 0 : strings.addUtf8(utf8, offset, length);
  }

  /// As {@link #string(byte[], int, int)}, and fast when the string has the code `guess`.
  public int string(byte[] utf8, int offset, int length, int guess) {
    return strings.matches(guess, utf8, offset, length) ? guess : string(utf8, offset, length);
  }

  /// The code of a string. Unpaired surrogates are stored as `?`, as Java's encoder does it.
  public int string(String string) {
    return strings.add(string);
  }

  /// The code of a byte string.
  public int blob(byte[] bytes, int offset, int length) {
    return length == 0 ? 0 : blobs.add(bytes, offset, length);
  }

  public int blob(byte[] bytes) {
    return blob(bytes, 0, bytes.length);
  }

  /// Begins the next `ResourceSpans`.
  ///
  /// @return its row
  public int beginResource() {
    return resources.add();
  }

  /// Says that the `Resource` message is there.
  public SpanBatchBuilder resourcePresent() {
    resources.present.set(resources.last(), 1);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder resourceSchemaUrl(int code) {
    resources.schemaUrls.set(resources.last(), code);
    return this;
  }

  public SpanBatchBuilder resourceDroppedAttributes(int count) {
    resources.droppedAttributes.set(resources.last(), count);
    return this;
  }

  /// @param code of a blob, see {@link ResourceTable#entityRefs(int)}
  public SpanBatchBuilder resourceEntityRefs(int code) {
    resources.entityRefs.set(resources.last(), code);
    return this;
  }

  /// Adds an attribute to the resource that began last; parameters as in
  /// {@link AttributeTableBuilder#add(int, int, AttributeType, long)}.
  public SpanBatchBuilder resourceAttribute(int key, AttributeType type, long word) {
    resources.attributes.add(resources.last(), key, type, word);
    return this;
  }

  /// Begins the next `ScopeSpans` of the resource that began last.
  ///
  /// @return its row
  public int beginScope() {
    return scopes.add(resources.last());
  }

  /// Says that the `InstrumentationScope` message is there.
  public SpanBatchBuilder scopePresent() {
    scopes.present.set(scopes.last(), 1);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder scopeName(int code) {
    scopes.names.set(scopes.last(), code);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder scopeVersion(int code) {
    scopes.versions.set(scopes.last(), code);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder scopeSchemaUrl(int code) {
    scopes.schemaUrls.set(scopes.last(), code);
    return this;
  }

  public SpanBatchBuilder scopeDroppedAttributes(int count) {
    scopes.droppedAttributes.set(scopes.last(), count);
    return this;
  }

  /// Adds an attribute to the scope that began last.
  public SpanBatchBuilder scopeAttribute(int key, AttributeType type, long word) {
    scopes.attributes.add(scopes.last(), key, type, word);
    return this;
  }

  /// Begins the next span of the scope that began last, with every field zero or empty.
  ///
  /// @return its row
  public int beginSpan() {
    attributesBefore = attributes.entryCount();
    eventsBefore = events.size();
    eventAttributesBefore = events.attributes.entryCount();
    linksBefore = links.size();
    linkAttributesBefore = links.attributes.entryCount();
    span = spans.add(scopes.last());
    return span;
  }

  public SpanBatchBuilder traceId(long high, long low) {
    spans.traceIdHighs[span] = high;
    spans.traceIdLows[span] = low;
    return this;
  }

  public SpanBatchBuilder spanId(long id) {
    spans.spanIds[span] = id;
    return this;
  }

  public SpanBatchBuilder parentSpanId(long id) {
    spans.parentSpanIds[span] = id;
    return this;
  }

  /// @param nanos since 1970
  public SpanBatchBuilder startNanos(long nanos) {
    spans.startNanos[span] = nanos;
    return this;
  }

  /// @param nanos since 1970
  public SpanBatchBuilder endNanos(long nanos) {
    spans.endNanos[span] = nanos;
    return this;
  }

  /// @param number of OTLP's `SpanKind`, known or not
  public SpanBatchBuilder kind(int number) {
    spans.kinds[span] = number;
    return this;
  }

  /// @param number of OTLP's `StatusCode`, known or not
  public SpanBatchBuilder statusCode(int number) {
    spans.statusCodes[span] = number;
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder statusMessage(int code) {
    spans.statusMessages[span] = code;
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder name(int code) {
    spans.names[span] = code;
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder traceState(int code) {
    spans.traceStates[span] = code;
    return this;
  }

  public SpanBatchBuilder flags(int bits) {
    spans.flags[span] = bits;
    return this;
  }

  public SpanBatchBuilder droppedAttributes(int count) {
    spans.droppedAttributes[span] = count;
    return this;
  }

  public SpanBatchBuilder droppedEvents(int count) {
    spans.droppedEvents[span] = count;
    return this;
  }

  public SpanBatchBuilder droppedLinks(int count) {
    spans.droppedLinks[span] = count;
    return this;
  }

  /// @param bits of {@link Presence}
  public SpanBatchBuilder presence(int bits) {
    spans.presence[span] = (byte) bits;
    return this;
  }

  /// Adds an attribute to the span that began last.
  public SpanBatchBuilder attribute(int key, AttributeType type, long word) {
    attributes.add(span, key, type, word);
    return this;
  }

  /// Adds a string attribute to the span that began last.
  public SpanBatchBuilder attribute(String key, String value) {
    return attribute(string(key), AttributeType.STRING, string(value));
  }

  /// Begins the next event of the span that began last.
  ///
  /// @param timeNanos since 1970
  /// @return its row
  public int beginEvent(long timeNanos) {
    return events.add(span, timeNanos);
  }

  /// @param nanos since 1970
  public SpanBatchBuilder eventTimeNanos(long nanos) {
    events.times.set(events.last(), nanos);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder eventName(int code) {
    events.names.set(events.last(), code);
    return this;
  }

  public SpanBatchBuilder eventDroppedAttributes(int count) {
    events.droppedAttributes.set(events.last(), count);
    return this;
  }

  /// Adds an attribute to the event that began last.
  public SpanBatchBuilder eventAttribute(int key, AttributeType type, long word) {
    events.attributes.add(events.last(), key, type, word);
    return this;
  }

  /// Begins the next link of the span that began last.
  ///
  /// @return its row
  public int beginLink(long traceIdHigh, long traceIdLow, long spanId) {
    return links.add(span, traceIdHigh, traceIdLow, spanId);
  }

  public SpanBatchBuilder linkTraceId(long high, long low) {
    links.traceIdHighs.set(links.last(), high);
    links.traceIdLows.set(links.last(), low);
    return this;
  }

  public SpanBatchBuilder linkSpanId(long id) {
    links.spanIds.set(links.last(), id);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder linkTraceState(int code) {
    links.traceStates.set(links.last(), code);
    return this;
  }

  public SpanBatchBuilder linkFlags(int bits) {
    links.flags.set(links.last(), bits);
    return this;
  }

  public SpanBatchBuilder linkDroppedAttributes(int count) {
    links.droppedAttributes.set(links.last(), count);
    return this;
  }

  /// @param bits of {@link Presence}
  public SpanBatchBuilder linkPresence(int bits) {
    links.presence.set(links.last(), bits);
    return this;
  }

  /// Adds an attribute to the link that began last.
  public SpanBatchBuilder linkAttribute(int key, AttributeType type, long word) {
    links.attributes.add(links.last(), key, type, word);
    return this;
  }

  /// Keeps the span that began last.
  public void endSpan() {
    span = -1;
  }

  /// Takes back the span that began last, with its attributes, events and links. Strings that only
  /// it used stay in the dictionary.
  public void abandonSpan() {
    attributes.truncate(attributesBefore);
    events.truncate(eventsBefore, eventAttributesBefore);
    links.truncate(linksBefore, linkAttributesBefore);
    spans.size = span;
    span = -1;
  }

  /// Where attributes of the resource that began last go, for writers that serve several tables.
  public AttributeTableBuilder resourceAttributes() {
    return resources.attributes;
  }

  /// Where attributes of the scope that began last go.
  public AttributeTableBuilder scopeAttributes() {
    return scopes.attributes;
  }

  /// Where attributes of the span that began last go.
  public AttributeTableBuilder attributes() {
    return attributes;
  }

  /// Where attributes of the event that began last go.
  public AttributeTableBuilder eventAttributes() {
    return events.attributes;
  }

  /// Where attributes of the link that began last go.
  public AttributeTableBuilder linkAttributes() {
    return links.attributes;
  }

  /// Bytes that the columns and dictionaries of the batch so far take; {@link #build()} needs at
  /// most twice as many more for a moment.
  public long byteSize() {
    return strings.allocatedBytes()
        + blobs.allocatedBytes()
        + (long) spans.size * SpanColumnsBuilder.ROW_BYTES
        + attributes.byteSize()
        + events.byteSize()
        + links.byteSize()
        + resources.byteSize()
        + scopes.byteSize();
  }

  /// Distinct pairs of key and type so far among the attributes of spans, events and links: the
  /// columns that a store makes of them, each of which costs it about a kilobyte.
  public int attributeColumnCount() {
    return attributes.columnCount()
        + eventAttributes().columnCount()
        + linkAttributes().columnCount();
  }

  /// The spans that were ended, as a batch that stays when this builder is used again.
  public SpanBatch build() {
    return new SpanBatch(
        strings.copy(),
        blobs.copy(),
        resources.build(),
        scopes.build(),
        spans.build(),
        attributes.build(spans.size),
        events.build(),
        links.build());
  }

  /// Makes ready for the next batch. Batches built before are not touched. Memory is kept, unless
  /// the last batch was uncommonly large.
  public void clear() {
    if (byteSize() > KEPT_BYTES) {
      resources = new ResourceTableBuilder(seed);
      scopes = new ScopeTableBuilder(seed);
      spans = new SpanColumnsBuilder();
      attributes = new AttributeTableBuilder(seed);
      events = new EventTableBuilder(seed);
      links = new LinkTableBuilder(seed);
    } else {
      resources.clear();
      scopes.clear();
      spans.size = 0;
      attributes.clear();
      events.clear();
      links.clear();
    }
    strings.clear();
    blobs.clear();
    span = -1;
  }
}
