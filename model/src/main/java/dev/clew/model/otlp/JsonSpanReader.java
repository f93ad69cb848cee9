package dev.clew.model.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.model.AttributeTableBuilder;
import dev.clew.model.Presence;
import dev.clew.model.SpanBatchBuilder;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads spans from OTLP/JSON.
final class JsonSpanReader {
  private static final int TRACE_ID_DIGITS = 32;
  private static final int SPAN_ID_DIGITS = 16;

  private static final Map<String, Integer> KINDS =
      Map.of(
          "SPAN_KIND_UNSPECIFIED", 0,
          "SPAN_KIND_INTERNAL", 1,
          "SPAN_KIND_SERVER", 2,
          "SPAN_KIND_CLIENT", 3,
          "SPAN_KIND_PRODUCER", 4,
          "SPAN_KIND_CONSUMER", 5);
  private static final Map<String, Integer> STATUS_CODES =
      Map.of("STATUS_CODE_UNSET", 0, "STATUS_CODE_OK", 1, "STATUS_CODE_ERROR", 2);

  private final JsonParser json;
  private final JsonFields fields;
  private final SpanBatchBuilder builder;
  private final ColumnBudget budget;
  private final JsonValueReader values;

  /// Of the span being read.
  private @Nullable String fault;

  /// The id that was read last.
  private long idHigh;

  private long idLow;
  private boolean statusSeen;
  private int statusCode;
  private int statusMessage;

  JsonSpanReader(
      JsonParser json,
      JsonFields fields,
      SpanBatchBuilder builder,
      ColumnBudget budget,
      JsonValueReader values) {
    this.json = json;
    this.fields = fields;
    this.builder = builder;
    this.budget = budget;
    this.values = values;
  }

  /// Reads the span on whose first token the parser stands.
  ///
  /// @return why the span is not kept; null where it is
  @Nullable String span() throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
    int row = builder.beginSpan();
    budget.countRow(0);
    fault = null;
    statusSeen = false;
    statusCode = 0;
    statusMessage = 0;
    int presence = Presence.NO_TRACE_ID | Presence.NO_SPAN_ID;
    String name = fields.object() ? fields.nextField() : null;
    for (; name != null; name = fields.nextField()) {
      switch (name) {
        case "traceId" -> {
          presence = with(presence, Presence.NO_TRACE_ID, !id(TRACE_ID_DIGITS));
          builder.traceId(idHigh, idLow);
        }
        case "spanId" -> {
          presence = with(presence, Presence.NO_SPAN_ID, !id(SPAN_ID_DIGITS));
          builder.spanId(idLow);
        }
        case "parentSpanId" -> {
          boolean there = id(SPAN_ID_DIGITS);
          presence = with(presence, Presence.ZERO_PARENT, there && idLow == 0);
          builder.parentSpanId(idLow);
        }
        case "traceState" -> builder.traceState(values.string());
        case "name" -> builder.name(values.string());
        case "kind" -> builder.kind(fields.enumNumber(KINDS));
        case "startTimeUnixNano" -> builder.startNanos(fields.fixed64());
        case "endTimeUnixNano" -> builder.endNanos(fields.fixed64());
        case "attributes" -> values.attributes(builder.attributes(), row);
        case "droppedAttributesCount" -> builder.droppedAttributes(fields.uint32());
        case "droppedEventsCount" -> builder.droppedEvents(fields.uint32());
        case "droppedLinksCount" -> builder.droppedLinks(fields.uint32());
        case "flags" -> builder.flags(fields.uint32());
        case "status" -> status();
        case "events" -> {
          if (fields.array()) {
            while (fields.nextElement()) {
              event();
            }
          }
        }
        case "links" -> {
          if (fields.array()) {
            while (fields.nextElement()) {
              link();
            }
          }
        }
        default -> json.skipChildren();
      }
    }
    if (fault != null) {
      builder.abandonSpan();
      return fault;
    }
    builder.statusCode(statusCode).statusMessage(statusMessage);
    boolean emptyStatus = statusSeen && statusCode == 0 && statusMessage == 0;
    builder.presence(with(presence, Presence.EMPTY_STATUS, emptyStatus));
    builder.endSpan();
    return null;
  }

  private void status() throws IOException, OtlpDecodeException {
    if (!fields.object()) {
      return;
    }
    statusSeen = true;
    for (String name; (name = fields.nextField()) != null; ) {
      switch (name) {
        case "message" -> statusMessage = values.string();
        case "code" -> statusCode = fields.enumNumber(STATUS_CODES);
        default -> json.skipChildren();
      }
    }
  }

  private void event() throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
    int row = builder.beginEvent(0);
    budget.countRow(0);
    AttributeTableBuilder attributes = builder.eventAttributes();
    String name = fields.object() ? fields.nextField() : null;
    for (; name != null; name = fields.nextField()) {
      switch (name) {
        case "timeUnixNano" -> builder.eventTimeNanos(fields.fixed64());
        case "name" -> builder.eventName(values.string());
        case "attributes" -> values.attributes(attributes, row);
        case "droppedAttributesCount" -> builder.eventDroppedAttributes(fields.uint32());
        default -> json.skipChildren();
      }
    }
  }

  private void link() throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
    int row = builder.beginLink(0, 0, 0);
    budget.countRow(0);
    AttributeTableBuilder attributes = builder.linkAttributes();
    int presence = Presence.NO_TRACE_ID | Presence.NO_SPAN_ID;
    String name = fields.object() ? fields.nextField() : null;
    for (; name != null; name = fields.nextField()) {
      switch (name) {
        case "traceId" -> {
          presence = with(presence, Presence.NO_TRACE_ID, !id(TRACE_ID_DIGITS));
          builder.linkTraceId(idHigh, idLow);
        }
        case "spanId" -> {
          presence = with(presence, Presence.NO_SPAN_ID, !id(SPAN_ID_DIGITS));
          builder.linkSpanId(idLow);
        }
        case "traceState" -> builder.linkTraceState(values.string());
        case "attributes" -> values.attributes(attributes, row);
        case "droppedAttributesCount" -> builder.linkDroppedAttributes(fields.uint32());
        case "flags" -> builder.linkFlags(fields.uint32());
        default -> json.skipChildren();
      }
    }
    builder.linkPresence(presence);
  }

  /// Reads an id into {@link #idHigh} and {@link #idLow}. What is no id becomes the span's fault.
  ///
  /// @return false when it is absent, empty or no id
  private boolean id(int digits) throws IOException, OtlpDecodeException {
    idHigh = 0;
    idLow = 0;
    if (fields.isNull()) {
      return false;
    }
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw fields.wrong("must be a string of " + digits + " hexadecimal digits");
    }
    char[] text = json.getTextCharacters();
    int from = json.getTextOffset();
    int length = json.getTextLength();
    boolean valid = length == digits;
    long high = 0;
    long low = 0;
    for (int i = from; valid && i < from + length; i++) {
      int digit = text[i] < 128 ? Character.digit(text[i], 16) : -1;
      valid = digit >= 0;
      high = high << 4 | low >>> 60;
      low = low << 4 | digit;
    }
    if (valid) {
      idHigh = high;
      idLow = low;
    } else if (length > 0 && fault == null) {
      fault = fields.wrong("must be " + digits + " hexadecimal digits or none").getMessage();
    }
    return valid;
  }

  private static int with(int bits, int bit, boolean set) {
    return set ? bits | bit : bits & ~bit;
  }
}
