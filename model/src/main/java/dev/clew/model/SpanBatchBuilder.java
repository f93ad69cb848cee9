package dev.clew.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
  private final DictionaryBuilder strings;
  private final DictionaryBuilder blobs;

  private final IntVector resourceSchemaUrls = new IntVector(8);
  private final IntVector resourceDropped = new IntVector(8);
  private final IntVector resourceEntityRefs = new IntVector(8);
  private final IntVector resourcePresent = new IntVector(8);
  private final AttributeTableBuilder resourceAttributes = new AttributeTableBuilder();

  private final IntVector scopeResources = new IntVector(8);
  private final IntVector scopeNames = new IntVector(8);
  private final IntVector scopeVersions = new IntVector(8);
  private final IntVector scopeSchemaUrls = new IntVector(8);
  private final IntVector scopeDropped = new IntVector(8);
  private final IntVector scopePresent = new IntVector(8);
  private final AttributeTableBuilder scopeAttributes = new AttributeTableBuilder();

  private final IntVector spanScopes = new IntVector(256);
  private final LongVector traceIdHighs = new LongVector(256);
  private final LongVector traceIdLows = new LongVector(256);
  private final LongVector spanIds = new LongVector(256);
  private final LongVector parentSpanIds = new LongVector(256);
  private final LongVector startNanos = new LongVector(256);
  private final LongVector endNanos = new LongVector(256);
  private final IntVector kinds = new IntVector(256);
  private final IntVector statusCodes = new IntVector(256);
  private final IntVector statusMessages = new IntVector(256);
  private final IntVector names = new IntVector(256);
  private final IntVector traceStates = new IntVector(256);
  private final IntVector flags = new IntVector(256);
  private final IntVector droppedAttributes = new IntVector(256);
  private final IntVector droppedEvents = new IntVector(256);
  private final IntVector droppedLinks = new IntVector(256);
  private final IntVector presence = new IntVector(256);
  private final AttributeTableBuilder spanAttributes = new AttributeTableBuilder();

  private final IntVector eventSpans = new IntVector(64);
  private final LongVector eventTimes = new LongVector(64);
  private final IntVector eventNames = new IntVector(64);
  private final IntVector eventDropped = new IntVector(64);
  private final AttributeTableBuilder eventAttributes = new AttributeTableBuilder();

  private final IntVector linkSpans = new IntVector(16);
  private final LongVector linkTraceIdHighs = new LongVector(16);
  private final LongVector linkTraceIdLows = new LongVector(16);
  private final LongVector linkSpanIds = new LongVector(16);
  private final IntVector linkTraceStates = new IntVector(16);
  private final IntVector linkFlags = new IntVector(16);
  private final IntVector linkDropped = new IntVector(16);
  private final IntVector linkPresence = new IntVector(16);
  private final AttributeTableBuilder linkAttributes = new AttributeTableBuilder();

  private int span = -1;
  private int attributesBefore;
  private int eventsBefore;
  private int eventAttributesBefore;
  private int linksBefore;
  private int linkAttributesBefore;

  public SpanBatchBuilder() {
    long seed = ThreadLocalRandom.current().nextLong();
    strings = new DictionaryBuilder(seed);
    blobs = new DictionaryBuilder(seed);
  }

  /// How many spans have been ended.
  public int size() {
    return spanScopes.size();
  }

  /// How many resources have begun.
  public int resourceCount() {
    return resourceSchemaUrls.size();
  }

  /// How many scopes have begun.
  public int scopeCount() {
    return scopeResources.size();
  }

  /// The code of a string given as UTF-8. What is not valid UTF-8 is stored with each malformed
  /// sequence replaced by U+FFFD, as Java's decoder does it.
  public int string(byte[] utf8, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int known = strings.find(utf8, offset, length);
    if (known >= 0) {
      return known;
    }
    if (isUtf8(utf8, offset, length)) {
      return strings.add(utf8, offset, length);
    }
    return strings.add(new String(utf8, offset, length, StandardCharsets.UTF_8));
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
    resourceSchemaUrls.add(0);
    resourceDropped.add(0);
    resourceEntityRefs.add(0);
    resourcePresent.add(0);
    return resourceSchemaUrls.size() - 1;
  }

  /// Says that the `Resource` message is there.
  public SpanBatchBuilder resourcePresent() {
    resourcePresent.set(resourceCount() - 1, 1);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder resourceSchemaUrl(int code) {
    resourceSchemaUrls.set(resourceCount() - 1, code);
    return this;
  }

  public SpanBatchBuilder resourceDroppedAttributes(int count) {
    resourceDropped.set(resourceCount() - 1, count);
    return this;
  }

  /// @param code of a blob, see {@link ResourceTable#entityRefs(int)}
  public SpanBatchBuilder resourceEntityRefs(int code) {
    resourceEntityRefs.set(resourceCount() - 1, code);
    return this;
  }

  /// Adds an attribute to the resource that began last; parameters as in
  /// {@link AttributeTableBuilder#add(int, int, AttributeType, long)}.
  public SpanBatchBuilder resourceAttribute(int key, AttributeType type, long word) {
    resourceAttributes.add(resourceCount() - 1, key, type, word);
    return this;
  }

  /// Begins the next `ScopeSpans` of the resource that began last.
  ///
  /// @return its row
  public int beginScope() {
    scopeResources.add(resourceCount() - 1);
    scopeNames.add(0);
    scopeVersions.add(0);
    scopeSchemaUrls.add(0);
    scopeDropped.add(0);
    scopePresent.add(0);
    return scopeCount() - 1;
  }

  /// Says that the `InstrumentationScope` message is there.
  public SpanBatchBuilder scopePresent() {
    scopePresent.set(scopeCount() - 1, 1);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder scopeName(int code) {
    scopeNames.set(scopeCount() - 1, code);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder scopeVersion(int code) {
    scopeVersions.set(scopeCount() - 1, code);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder scopeSchemaUrl(int code) {
    scopeSchemaUrls.set(scopeCount() - 1, code);
    return this;
  }

  public SpanBatchBuilder scopeDroppedAttributes(int count) {
    scopeDropped.set(scopeCount() - 1, count);
    return this;
  }

  /// Adds an attribute to the scope that began last.
  public SpanBatchBuilder scopeAttribute(int key, AttributeType type, long word) {
    scopeAttributes.add(scopeCount() - 1, key, type, word);
    return this;
  }

  /// Begins the next span of the scope that began last, with every field zero or empty.
  ///
  /// @return its row
  public int beginSpan() {
    span = spanScopes.size();
    attributesBefore = spanAttributes.entryCount();
    eventsBefore = eventSpans.size();
    eventAttributesBefore = eventAttributes.entryCount();
    linksBefore = linkSpans.size();
    linkAttributesBefore = linkAttributes.entryCount();
    spanScopes.add(scopeCount() - 1);
    traceIdHighs.add(0);
    traceIdLows.add(0);
    spanIds.add(0);
    parentSpanIds.add(0);
    startNanos.add(0);
    endNanos.add(0);
    kinds.add(0);
    statusCodes.add(0);
    statusMessages.add(0);
    names.add(0);
    traceStates.add(0);
    flags.add(0);
    droppedAttributes.add(0);
    droppedEvents.add(0);
    droppedLinks.add(0);
    presence.add(0);
    return span;
  }

  public SpanBatchBuilder traceId(long high, long low) {
    traceIdHighs.set(span, high);
    traceIdLows.set(span, low);
    return this;
  }

  public SpanBatchBuilder spanId(long id) {
    spanIds.set(span, id);
    return this;
  }

  public SpanBatchBuilder parentSpanId(long id) {
    parentSpanIds.set(span, id);
    return this;
  }

  /// @param nanos since 1970
  public SpanBatchBuilder startNanos(long nanos) {
    startNanos.set(span, nanos);
    return this;
  }

  /// @param nanos since 1970
  public SpanBatchBuilder endNanos(long nanos) {
    endNanos.set(span, nanos);
    return this;
  }

  /// @param number of OTLP's `SpanKind`, known or not
  public SpanBatchBuilder kind(int number) {
    kinds.set(span, number);
    return this;
  }

  /// @param number of OTLP's `StatusCode`, known or not
  public SpanBatchBuilder statusCode(int number) {
    statusCodes.set(span, number);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder statusMessage(int code) {
    statusMessages.set(span, code);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder name(int code) {
    names.set(span, code);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder traceState(int code) {
    traceStates.set(span, code);
    return this;
  }

  public SpanBatchBuilder flags(int bits) {
    flags.set(span, bits);
    return this;
  }

  public SpanBatchBuilder droppedAttributes(int count) {
    droppedAttributes.set(span, count);
    return this;
  }

  public SpanBatchBuilder droppedEvents(int count) {
    droppedEvents.set(span, count);
    return this;
  }

  public SpanBatchBuilder droppedLinks(int count) {
    droppedLinks.set(span, count);
    return this;
  }

  /// @param bits of {@link Presence}
  public SpanBatchBuilder presence(int bits) {
    presence.set(span, bits);
    return this;
  }

  /// Adds an attribute to the span that began last.
  public SpanBatchBuilder attribute(int key, AttributeType type, long word) {
    spanAttributes.add(span, key, type, word);
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
    eventSpans.add(span);
    eventTimes.add(timeNanos);
    eventNames.add(0);
    eventDropped.add(0);
    return eventSpans.size() - 1;
  }

  /// @param nanos since 1970
  public SpanBatchBuilder eventTimeNanos(long nanos) {
    eventTimes.set(eventSpans.size() - 1, nanos);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder eventName(int code) {
    eventNames.set(eventSpans.size() - 1, code);
    return this;
  }

  public SpanBatchBuilder eventDroppedAttributes(int count) {
    eventDropped.set(eventSpans.size() - 1, count);
    return this;
  }

  /// Adds an attribute to the event that began last.
  public SpanBatchBuilder eventAttribute(int key, AttributeType type, long word) {
    eventAttributes.add(eventSpans.size() - 1, key, type, word);
    return this;
  }

  /// Begins the next link of the span that began last.
  ///
  /// @return its row
  public int beginLink(long traceIdHigh, long traceIdLow, long spanId) {
    linkSpans.add(span);
    linkTraceIdHighs.add(traceIdHigh);
    linkTraceIdLows.add(traceIdLow);
    linkSpanIds.add(spanId);
    linkTraceStates.add(0);
    linkFlags.add(0);
    linkDropped.add(0);
    linkPresence.add(0);
    return linkSpans.size() - 1;
  }

  public SpanBatchBuilder linkTraceId(long high, long low) {
    linkTraceIdHighs.set(linkSpans.size() - 1, high);
    linkTraceIdLows.set(linkSpans.size() - 1, low);
    return this;
  }

  public SpanBatchBuilder linkSpanId(long id) {
    linkSpanIds.set(linkSpans.size() - 1, id);
    return this;
  }

  /// @param code of a string
  public SpanBatchBuilder linkTraceState(int code) {
    linkTraceStates.set(linkSpans.size() - 1, code);
    return this;
  }

  public SpanBatchBuilder linkFlags(int bits) {
    linkFlags.set(linkSpans.size() - 1, bits);
    return this;
  }

  public SpanBatchBuilder linkDroppedAttributes(int count) {
    linkDropped.set(linkSpans.size() - 1, count);
    return this;
  }

  /// @param bits of {@link Presence}
  public SpanBatchBuilder linkPresence(int bits) {
    linkPresence.set(linkSpans.size() - 1, bits);
    return this;
  }

  /// Adds an attribute to the link that began last.
  public SpanBatchBuilder linkAttribute(int key, AttributeType type, long word) {
    linkAttributes.add(linkSpans.size() - 1, key, type, word);
    return this;
  }

  /// Keeps the span that began last.
  public void endSpan() {
    span = -1;
  }

  /// Takes back the span that began last, with its attributes, events and links. Strings that only
  /// it used stay in the dictionary.
  public void abandonSpan() {
    spanAttributes.truncate(attributesBefore);
    eventAttributes.truncate(eventAttributesBefore);
    linkAttributes.truncate(linkAttributesBefore);
    for (IntVector column :
        new IntVector[] {
          spanScopes,
          kinds,
          statusCodes,
          statusMessages,
          names,
          traceStates,
          flags,
          droppedAttributes,
          droppedEvents,
          droppedLinks,
          presence
        }) {
      column.truncate(span);
    }
    for (LongVector column :
        new LongVector[] {
          traceIdHighs, traceIdLows, spanIds, parentSpanIds, startNanos, endNanos
        }) {
      column.truncate(span);
    }
    truncateEvents(eventsBefore);
    truncateLinks(linksBefore);
    span = -1;
  }

  /// The spans that were ended, as a batch that stays when this builder is used again.
  public SpanBatch build() {
    long[] starts = startNanos.toArray();
    long[] durations = endNanos.toArray();
    for (int i = 0; i < durations.length; i++) {
      durations[i] -= starts[i];
    }
    SpanColumns spans =
        new SpanColumns(
            spanScopes.toArray(),
            traceIdHighs.toArray(),
            traceIdLows.toArray(),
            spanIds.toArray(),
            parentSpanIds.toArray(),
            starts,
            durations,
            kinds.toArray(),
            statusCodes.toArray(),
            statusMessages.toArray(),
            names.toArray(),
            traceStates.toArray(),
            flags.toArray(),
            droppedAttributes.toArray(),
            droppedEvents.toArray(),
            droppedLinks.toArray(),
            toBytes(presence));
    EventTable events =
        new EventTable(
            eventSpans.toArray(),
            eventTimes.toArray(),
            eventNames.toArray(),
            eventDropped.toArray(),
            eventAttributes.build(eventSpans.size()));
    LinkTable links =
        new LinkTable(
            linkSpans.toArray(),
            linkTraceIdHighs.toArray(),
            linkTraceIdLows.toArray(),
            linkSpanIds.toArray(),
            linkTraceStates.toArray(),
            linkFlags.toArray(),
            linkDropped.toArray(),
            toBytes(linkPresence),
            linkAttributes.build(linkSpans.size()));
    ResourceTable resources =
        new ResourceTable(
            resourceSchemaUrls.toArray(),
            resourceDropped.toArray(),
            resourceEntityRefs.toArray(),
            toBooleans(resourcePresent),
            resourceAttributes.build(resourceCount()));
    ScopeTable scopes =
        new ScopeTable(
            scopeResources.toArray(),
            scopeNames.toArray(),
            scopeVersions.toArray(),
            scopeSchemaUrls.toArray(),
            scopeDropped.toArray(),
            toBooleans(scopePresent),
            scopeAttributes.build(scopeCount()));
    return new SpanBatch(
        strings.copy(),
        blobs.copy(),
        resources,
        scopes,
        spans,
        spanAttributes.build(spanScopes.size()),
        events,
        links);
  }

  /// Makes ready for the next batch. Batches built before are not touched.
  public void clear() {
    strings.clear();
    blobs.clear();
    span = 0;
    attributesBefore = 0;
    eventsBefore = 0;
    eventAttributesBefore = 0;
    linksBefore = 0;
    linkAttributesBefore = 0;
    abandonSpan();
    spanAttributes.clear();
    eventAttributes.clear();
    linkAttributes.clear();
    resourceAttributes.clear();
    scopeAttributes.clear();
    for (IntVector column :
        new IntVector[] {
          resourceSchemaUrls,
          resourceDropped,
          resourceEntityRefs,
          resourcePresent,
          scopeResources,
          scopeNames,
          scopeVersions,
          scopeSchemaUrls,
          scopeDropped,
          scopePresent
        }) {
      column.truncate(0);
    }
  }

  private void truncateEvents(int size) {
    eventSpans.truncate(size);
    eventTimes.truncate(size);
    eventNames.truncate(size);
    eventDropped.truncate(size);
  }

  private void truncateLinks(int size) {
    linkSpans.truncate(size);
    linkTraceIdHighs.truncate(size);
    linkTraceIdLows.truncate(size);
    linkSpanIds.truncate(size);
    linkTraceStates.truncate(size);
    linkFlags.truncate(size);
    linkDropped.truncate(size);
    linkPresence.truncate(size);
  }

  private static byte[] toBytes(IntVector vector) {
    byte[] bytes = new byte[vector.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) vector.get(i);
    }
    return bytes;
  }

  private static boolean[] toBooleans(IntVector vector) {
    boolean[] booleans = new boolean[vector.size()];
    for (int i = 0; i < booleans.length; i++) {
      booleans[i] = vector.get(i) != 0;
    }
    return booleans;
  }

  private static boolean isUtf8(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        return decodes(bytes, offset, length);
      }
    }
    return true;
  }

  private static boolean decodes(byte[] bytes, int offset, int length) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
