package dev.clew.model.otlp;

import dev.clew.model.AttributeTableBuilder;
import dev.clew.model.Presence;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.ProtobufReader.Malformed;

/// Reads `Span` messages, the hot part of {@link OtlpProtobufDecoder}.
final class SpanReader {
  private static final int VARINT = ProtobufReader.VARINT;
  private static final int FIXED64 = ProtobufReader.FIXED64;
  private static final int LENGTH = ProtobufReader.LENGTH;
  private static final int FIXED32 = ProtobufReader.FIXED32;

  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;
  private static final int NO_FAULT = -1;
  private static final int NO_ID = -1;

  private final ProtobufReader reader;
  private final AnyValueReader values;
  private final ColumnBudget budget;
  private SpanBatchBuilder builder = new SpanBatchBuilder();

  /// Index of the first wrong id of the span being read, or {@link #NO_FAULT}; then its length and
  /// the length it should have.
  private int faultAt;

  private int faultLength;
  private int faultWanted;

  private boolean statusSeen;
  private int statusCode;
  private int statusMessage;

  SpanReader(ProtobufReader reader, AnyValueReader values, ColumnBudget budget) {
    this.reader = reader;
    this.values = values;
    this.budget = budget;
  }

  void begin(SpanBatchBuilder newBuilder) {
    builder = newBuilder;
  }

  /// Where the first wrong id of the span stands that was read last.
  int faultAt() {
    return faultAt;
  }

  String fault() {
    return "id of " + faultLength + " bytes, must have " + faultWanted + " or none";
  }

  /// Reads the span that the reader has entered into a row of its own.
  ///
  /// @return false when an id has a wrong length; the span is then taken back
  boolean span() throws Malformed {
    int row = builder.beginSpan();
    budget.countRow(reader.position());
    faultAt = NO_FAULT;
    statusSeen = false;
    statusCode = 0;
    statusMessage = 0;
    int presence = Presence.NO_TRACE_ID | Presence.NO_SPAN_ID;
    while (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case 1 << 3 | LENGTH -> {
          int at = id(TRACE_ID_BYTES);
          presence = with(presence, Presence.NO_TRACE_ID, at == NO_ID);
          builder.traceId(half(at, 0), half(at, 8));
        }
        case 2 << 3 | LENGTH -> {
          int at = id(SPAN_ID_BYTES);
          presence = with(presence, Presence.NO_SPAN_ID, at == NO_ID);
          builder.spanId(half(at, 0));
        }
        case 3 << 3 | LENGTH -> builder.traceState(string());
        case 4 << 3 | LENGTH -> {
          int at = id(SPAN_ID_BYTES);
          long parent = half(at, 0);
          presence = with(presence, Presence.ZERO_PARENT, at != NO_ID && parent == 0);
          builder.parentSpanId(parent);
        }
        case 5 << 3 | LENGTH -> builder.name(string());
        case 6 << 3 | VARINT -> builder.kind((int) reader.varint());
        case 7 << 3 | FIXED64 -> builder.startNanos(reader.fixed64());
        case 8 << 3 | FIXED64 -> builder.endNanos(reader.fixed64());
        case 9 << 3 | LENGTH -> values.attribute(builder.attributes(), row);
        case 10 << 3 | VARINT -> builder.droppedAttributes((int) reader.varint());
        case 11 << 3 | LENGTH -> {
          int outer = reader.enter();
          event();
          reader.leave(outer);
        }
        case 12 << 3 | VARINT -> builder.droppedEvents((int) reader.varint());
        case 13 << 3 | LENGTH -> {
          int outer = reader.enter();
          link();
          reader.leave(outer);
        }
        case 14 << 3 | VARINT -> builder.droppedLinks((int) reader.varint());
        case 15 << 3 | LENGTH -> {
          int outer = reader.enter();
          status();
          reader.leave(outer);
        }
        case 16 << 3 | FIXED32 -> builder.flags(reader.fixed32());
        default -> reader.skipUnknown(tag, OtlpMessage.SPAN);
      }
    }
    if (faultAt != NO_FAULT) {
      builder.abandonSpan();
      return false;
    }
    builder.statusCode(statusCode).statusMessage(statusMessage);
    boolean emptyStatus = statusSeen && statusCode == 0 && statusMessage == 0;
    builder.presence(with(presence, Presence.EMPTY_STATUS, emptyStatus));
    builder.endSpan();
    return true;
  }

  private void event() throws Malformed {
    int row = builder.beginEvent(0);
    budget.countRow(reader.position());
    AttributeTableBuilder attributes = builder.eventAttributes();
    while (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case 1 << 3 | FIXED64 -> builder.eventTimeNanos(reader.fixed64());
        case 2 << 3 | LENGTH -> builder.eventName(string());
        case 3 << 3 | LENGTH -> values.attribute(attributes, row);
        case 4 << 3 | VARINT -> builder.eventDroppedAttributes((int) reader.varint());
        default -> reader.skipUnknown(tag, OtlpMessage.EVENT);
      }
    }
  }

  private void link() throws Malformed {
    int row = builder.beginLink(0, 0, 0);
    budget.countRow(reader.position());
    AttributeTableBuilder attributes = builder.linkAttributes();
    int presence = Presence.NO_TRACE_ID | Presence.NO_SPAN_ID;
    while (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case 1 << 3 | LENGTH -> {
          int at = id(TRACE_ID_BYTES);
          presence = with(presence, Presence.NO_TRACE_ID, at == NO_ID);
          builder.linkTraceId(half(at, 0), half(at, 8));
        }
        case 2 << 3 | LENGTH -> {
          int at = id(SPAN_ID_BYTES);
          presence = with(presence, Presence.NO_SPAN_ID, at == NO_ID);
          builder.linkSpanId(half(at, 0));
        }
        case 3 << 3 | LENGTH -> builder.linkTraceState(string());
        case 4 << 3 | LENGTH -> values.attribute(attributes, row);
        case 5 << 3 | VARINT -> builder.linkDroppedAttributes((int) reader.varint());
        case 6 << 3 | FIXED32 -> builder.linkFlags(reader.fixed32());
        default -> reader.skipUnknown(tag, OtlpMessage.LINK);
      }
    }
    builder.linkPresence(presence);
  }

  private void status() throws Malformed {
    statusSeen = true;
    while (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case 2 << 3 | LENGTH -> statusMessage = string();
        case 3 << 3 | VARINT -> statusCode = (int) reader.varint();
        default -> reader.skipUnknown(tag, OtlpMessage.STATUS);
      }
    }
  }

  /// Passes over an id.
  ///
  /// @return where its bytes stand, or {@link #NO_ID} when it is empty or has a wrong length, which
  /// is
  ///     a fault of the span
  private int id(int wanted) throws Malformed {
    int idLength = reader.length();
    int at = reader.position();
    reader.advance(idLength);
    if (idLength == wanted) {
      return at;
    }
    if (idLength != 0 && faultAt == NO_FAULT) {
      faultAt = at;
      faultLength = idLength;
      faultWanted = wanted;
    }
    return NO_ID;
  }

  private long half(int at, int from) {
    return at == NO_ID ? 0 : reader.bigEndian(at + from);
  }

  private int string() throws Malformed {
    return values.string();
  }

  private static int with(int bits, int bit, boolean set) {
    return set ? bits | bit : bits & ~bit;
  }
}
