package dev.clew.model.otlp;

import org.jspecify.annotations.Nullable;

/// OTLP's trace messages with their fields' numbers and JSON names (opentelemetry-proto 1.11,
/// `trace/v1/trace.proto`, `common/v1/common.proto`, `resource/v1/resource.proto`). Only errors are
/// told by this table; decoding itself does not look into it.
enum OtlpMessage {
  TRACES,
  RESOURCE_SPANS,
  RESOURCE,
  ENTITY_REF,
  SCOPE_SPANS,
  SCOPE,
  SPAN,
  EVENT,
  LINK,
  STATUS,
  KEY_VALUE,
  ANY_VALUE,
  ARRAY_VALUE,
  KEY_VALUE_LIST;

  /// Field numbers modulo this are distinct within each message.
  static final int FIELD_SLOTS = 17;

  /// @param name in lowerCamelCase
  /// @param message the type of a field that holds a message
  record Field(String name, boolean repeated, @Nullable OtlpMessage message) {}

  /// The field with a number, or null where the message has none.
  @Nullable Field field(int number) {
    return switch (this) {
      case TRACES -> number == 1 ? list("resourceSpans", RESOURCE_SPANS) : null;
      case RESOURCE_SPANS ->
          switch (number) {
            case 1 -> one("resource", RESOURCE);
            case 2 -> list("scopeSpans", SCOPE_SPANS);
            case 3 -> plain("schemaUrl");
            case 1000 -> list("instrumentationLibrarySpans", SCOPE_SPANS);
            default -> null;
          };
      case RESOURCE ->
          switch (number) {
            case 1 -> list("attributes", KEY_VALUE);
            case 2 -> plain("droppedAttributesCount");
            case 3 -> list("entityRefs", ENTITY_REF);
            default -> null;
          };
      case ENTITY_REF ->
          switch (number) {
            case 1 -> plain("schemaUrl");
            case 2 -> plain("type");
            case 3 -> plains("idKeys");
            case 4 -> plains("descriptionKeys");
            default -> null;
          };
      case SCOPE_SPANS ->
          switch (number) {
            case 1 -> one("scope", SCOPE);
            case 2 -> list("spans", SPAN);
            case 3 -> plain("schemaUrl");
            default -> null;
          };
      case SCOPE ->
          switch (number) {
            case 1 -> plain("name");
            case 2 -> plain("version");
            case 3 -> list("attributes", KEY_VALUE);
            case 4 -> plain("droppedAttributesCount");
            default -> null;
          };
      case SPAN -> spanField(number);
      case EVENT ->
          switch (number) {
            case 1 -> plain("timeUnixNano");
            case 2 -> plain("name");
            case 3 -> list("attributes", KEY_VALUE);
            case 4 -> plain("droppedAttributesCount");
            default -> null;
          };
      case LINK ->
          switch (number) {
            case 1 -> plain("traceId");
            case 2 -> plain("spanId");
            case 3 -> plain("traceState");
            case 4 -> list("attributes", KEY_VALUE);
            case 5 -> plain("droppedAttributesCount");
            case 6 -> plain("flags");
            default -> null;
          };
      case STATUS ->
          switch (number) {
            case 2 -> plain("message");
            case 3 -> plain("code");
            default -> null;
          };
      case KEY_VALUE ->
          switch (number) {
            case 1 -> plain("key");
            case 2 -> one("value", ANY_VALUE);
            case 3 -> plain("keyStrindex");
            default -> null;
          };
      case ANY_VALUE ->
          switch (number) {
            case 1 -> plain("stringValue");
            case 2 -> plain("boolValue");
            case 3 -> plain("intValue");
            case 4 -> plain("doubleValue");
            case 5 -> one("arrayValue", ARRAY_VALUE);
            case 6 -> one("kvlistValue", KEY_VALUE_LIST);
            case 7 -> plain("bytesValue");
            case 8 -> plain("stringValueStrindex");
            default -> null;
          };
      case ARRAY_VALUE -> number == 1 ? list("values", ANY_VALUE) : null;
      case KEY_VALUE_LIST -> number == 1 ? list("values", KEY_VALUE) : null;
    };
  }

  private static @Nullable Field spanField(int number) {
    return switch (number) {
      case 1 -> plain("traceId");
      case 2 -> plain("spanId");
      case 3 -> plain("traceState");
      case 4 -> plain("parentSpanId");
      case 5 -> plain("name");
      case 6 -> plain("kind");
      case 7 -> plain("startTimeUnixNano");
      case 8 -> plain("endTimeUnixNano");
      case 9 -> list("attributes", KEY_VALUE);
      case 10 -> plain("droppedAttributesCount");
      case 11 -> list("events", EVENT);
      case 12 -> plain("droppedEventsCount");
      case 13 -> list("links", LINK);
      case 14 -> plain("droppedLinksCount");
      case 15 -> one("status", STATUS);
      case 16 -> plain("flags");
      default -> null;
    };
  }

  private static Field plain(String name) {
    return new Field(name, false, null);
  }

  private static Field plains(String name) {
    return new Field(name, true, null);
  }

  private static Field one(String name, OtlpMessage message) {
    return new Field(name, false, message);
  }

  private static Field list(String name, OtlpMessage message) {
    return new Field(name, true, message);
  }
}
