package dev.clew.model.otlp;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// Puts `attributes` of protobuf messages, on every level, into one order, so that messages can be
/// compared that differ by the order of attributes only.
final class Attributes {
  private Attributes() {}

  @SuppressWarnings("unchecked")
  static <M extends Message> M sorted(M message) {
    Message.Builder builder = message.toBuilder();
    for (FieldDescriptor field : message.getAllFields().keySet()) {
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (field.isRepeated()) {
        List<Message> children = new ArrayList<>();
        for (Message child : (List<Message>) message.getField(field)) {
          children.add(child instanceof KeyValue ? child : sorted(child));
        }
        if (field.getName().equals("attributes")) {
          children.sort(
              Comparator.comparing(child -> HexFormat.of().formatHex(child.toByteArray())));
        }
        builder.setField(field, children);
      } else {
        builder.setField(field, sorted((Message) message.getField(field)));
      }
    }
    return (M) builder.build();
  }
}
