package dev.clew.store.segment;

import static dev.clew.model.AttributeType.BYTES;
import static dev.clew.model.AttributeType.INT;
import static dev.clew.model.AttributeType.STRING;

import dev.clew.model.AttributeType;

/// A column that every segment has, for every row a value. Together with the attributes the fields
/// hold all that a span batch does, so that a segment can be copied without loss.
///
/// Trace ids are not here: rows belong to traces, and {@link Segment} gives the id of a trace.
public enum Field implements ColumnName {
  /// Nanoseconds since 1970, the 64 bits that were sent.
  START("start", RowSpace.SPAN, INT),
  /// End less start in nanoseconds, signed.
  DURATION("duration", RowSpace.SPAN, INT),
  NAME("name", RowSpace.SPAN, STRING),
  /// OTLP's number.
  KIND("kind", RowSpace.SPAN, INT),
  /// OTLP's number.
  STATUS("status", RowSpace.SPAN, INT),
  STATUS_MESSAGE("statusMessage", RowSpace.SPAN, STRING),
  /// Eight bytes, big-endian, as a long.
  SPAN_ID("span:id", RowSpace.SPAN, INT),
  /// Eight bytes, big-endian, as a long; 0 for none.
  PARENT_ID("span:parentID", RowSpace.SPAN, INT),
  TRACE_STATE("traceState", RowSpace.SPAN, STRING),
  FLAGS("flags", RowSpace.SPAN, INT),
  DROPPED_ATTRIBUTES("droppedAttributes", RowSpace.SPAN, INT),
  DROPPED_EVENTS("droppedEvents", RowSpace.SPAN, INT),
  DROPPED_LINKS("droppedLinks", RowSpace.SPAN, INT),
  /// Bits of {@link dev.clew.model.Presence}.
  PRESENCE("presence", RowSpace.SPAN, INT),

  RESOURCE_SCHEMA_URL("resource:schemaUrl", RowSpace.SPAN, STRING),
  RESOURCE_DROPPED_ATTRIBUTES("resource:droppedAttributes", RowSpace.SPAN, INT),
  /// As in {@link dev.clew.model.ResourceTable#entityRefs(int)}.
  RESOURCE_ENTITY_REFS("resource:entityRefs", RowSpace.SPAN, BYTES),
  /// 1 where the message was there, else 0.
  RESOURCE_PRESENT("resource:present", RowSpace.SPAN, INT),

  SCOPE_NAME("instrumentation:name", RowSpace.SPAN, STRING),
  SCOPE_VERSION("instrumentation:version", RowSpace.SPAN, STRING),
  SCOPE_SCHEMA_URL("instrumentation:schemaUrl", RowSpace.SPAN, STRING),
  SCOPE_DROPPED_ATTRIBUTES("instrumentation:droppedAttributes", RowSpace.SPAN, INT),
  /// 1 where the message was there, else 0.
  SCOPE_PRESENT("instrumentation:present", RowSpace.SPAN, INT),

  /// The span row of each event, ascending; within a span in the order of sending.
  EVENT_SPAN("event:span", RowSpace.EVENT, INT),
  /// Nanoseconds since 1970, the 64 bits that were sent.
  EVENT_TIME("event:time", RowSpace.EVENT, INT),
  EVENT_NAME("event:name", RowSpace.EVENT, STRING),
  EVENT_DROPPED_ATTRIBUTES("event:droppedAttributes", RowSpace.EVENT, INT),

  /// The span row of each link, ascending; within a span in the order of sending.
  LINK_SPAN("link:span", RowSpace.LINK, INT),
  /// The first eight bytes of the trace id, big-endian, as a long.
  LINK_TRACE_ID_HIGH("link:traceIDHigh", RowSpace.LINK, INT),
  /// The last eight bytes of the trace id, big-endian, as a long.
  LINK_TRACE_ID_LOW("link:traceIDLow", RowSpace.LINK, INT),
  LINK_SPAN_ID("link:spanID", RowSpace.LINK, INT),
  LINK_TRACE_STATE("link:traceState", RowSpace.LINK, STRING),
  LINK_FLAGS("link:flags", RowSpace.LINK, INT),
  LINK_DROPPED_ATTRIBUTES("link:droppedAttributes", RowSpace.LINK, INT),
  /// Bits of {@link dev.clew.model.Presence}.
  LINK_PRESENCE("link:presence", RowSpace.LINK, INT);

  private final String label;
  private final RowSpace space;
  private final AttributeType type;

  Field(String label, RowSpace space, AttributeType type) {
    this.label = label;
    this.space = space;
    this.type = type;
  }

  @Override
  public RowSpace space() {
    return space;
  }

  @Override
  public String label() {
    return label;
  }

  /// The type of the one column that a field has.
  public AttributeType type() {
    return type;
  }
}
