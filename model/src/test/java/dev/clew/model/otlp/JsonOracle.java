package dev.clew.model.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// OTLP/JSON the slow way: through whole trees, by protobuf's descriptors.
final class JsonOracle {
  private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonOracle() {}

  /// Reads strictly: an unknown key or a value of another form than the specification's is an
  /// error.
  static <B extends Message.Builder> B read(JsonNode json, B into) {
    for (var entry : json.properties()) {
      FieldDescriptor field = null;
      for (FieldDescriptor candidate : into.getDescriptorForType().getFields()) {
        if (candidate.getJsonName().equals(entry.getKey())) {
          field = candidate;
        }
      }
      if (field == null) {
        throw new AssertionError("unknown key " + entry.getKey());
      }
      if (field.isRepeated()) {
        for (JsonNode element : entry.getValue()) {
          into.addRepeatedField(field, value(field, element, into));
        }
      } else {
        into.setField(field, value(field, entry.getValue(), into));
      }
    }
    return into;
  }

  private static Object value(FieldDescriptor field, JsonNode json, Message.Builder parent) {
    return switch (field.getType()) {
      case MESSAGE -> read(json, parent.newBuilderForField(field)).build();
      case STRING -> json.textValue();
      case BOOL -> json.booleanValue();
      case DOUBLE -> json.isTextual() ? Double.valueOf(json.textValue()) : json.doubleValue();
      case INT64 -> Long.parseLong(json.textValue());
      case FIXED64 -> Long.parseUnsignedLong(json.textValue());
      case UINT32, FIXED32 -> Integer.parseUnsignedInt(json.asText());
      case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(json.intValue());
      case BYTES ->
          ByteString.copyFrom(
              IDS.contains(field.getJsonName())
                  ? HexFormat.of().parseHex(json.textValue())
                  : Base64.getDecoder().decode(json.textValue()));
      default -> throw new AssertionError(field);
    };
  }

  /// Writes in any of the forms that a reader has to take: keys in any order and unknown ones
  /// between them, numbers as strings or not, ids in either case, `null` for what is absent.
  static ObjectNode write(Message message, Random random) {
    List<FieldDescriptor> fields = new ArrayList<>(message.getDescriptorForType().getFields());
    Collections.shuffle(fields, random);
    ObjectNode json = NODES.objectNode();
    for (FieldDescriptor field : fields) {
      if (random.nextInt(10) == 0) {
        json.set("unknown" + random.nextInt(5), NODES.objectNode().putArray("x").addObject());
      }
      if (!message.getAllFields().containsKey(field)) {
        if (random.nextInt(10) == 0) {
          json.putNull(field.getJsonName());
        }
      } else if (field.isRepeated()) {
        ArrayNode elements = json.putArray(field.getJsonName());
        for (Object element : (List<?>) message.getField(field)) {
          elements.add(node(field, element, random));
        }
      } else {
        json.set(field.getJsonName(), node(field, message.getField(field), random));
      }
    }
    return json;
  }

  private static JsonNode node(FieldDescriptor field, Object value, Random random) {
    boolean text = random.nextBoolean();
    return switch (field.getType()) {
      case MESSAGE -> write((Message) value, random);
      case STRING -> NODES.textNode((String) value);
      case BOOL -> NODES.booleanNode((Boolean) value);
      case DOUBLE ->
          text || !Double.isFinite((Double) value)
              ? NODES.textNode(value.toString())
              : NODES.numberNode((Double) value);
      case INT64 -> integer(BigInteger.valueOf((Long) value), text, random);
      case FIXED64 -> integer(new BigInteger(Long.toUnsignedString((Long) value)), text, random);
      case UINT32, FIXED32 ->
          integer(BigInteger.valueOf(Integer.toUnsignedLong((Integer) value)), text, random);
      case ENUM -> {
        EnumValueDescriptor number = (EnumValueDescriptor) value;
        yield text && number.getIndex() >= 0
            ? NODES.textNode(number.getName())
            : NODES.numberNode(number.getNumber());
      }
      case BYTES -> {
        byte[] bytes = ((ByteString) value).toByteArray();
        if (IDS.contains(field.getJsonName())) {
          HexFormat hex = text ? HexFormat.of().withUpperCase() : HexFormat.of();
          yield NODES.textNode(hex.formatHex(bytes));
        }
        Base64.Encoder encoder = text ? Base64.getUrlEncoder() : Base64.getEncoder();
        yield NODES.textNode(
            (random.nextBoolean() ? encoder : encoder.withoutPadding()).encodeToString(bytes));
      }
      default -> throw new AssertionError(field);
    };
  }

  private static JsonNode integer(BigInteger value, boolean text, Random random) {
    String written =
        random.nextInt(5) == 0 ? new BigDecimal(value).stripTrailingZeros() + "" : value.toString();
    return text
        ? NODES.textNode(written)
        : NODES.rawValueNode(new com.fasterxml.jackson.databind.util.RawValue(written));
  }
}
