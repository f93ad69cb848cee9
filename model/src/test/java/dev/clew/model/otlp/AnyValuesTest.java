package dev.clew.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.model.AttributeType;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnyValuesTest {
  private static final AnyValue TEXT = AnyValue.newBuilder().setStringValue("a").build();
  private static final AnyValue INT = AnyValue.newBuilder().setIntValue(-7).build();
  private static final AnyValue DOUBLE = AnyValue.newBuilder().setDoubleValue(1.5).build();
  private static final AnyValue BOOL = AnyValue.newBuilder().setBoolValue(true).build();
  private static final AnyValue NOTHING = AnyValue.getDefaultInstance();

  @Test
  void arraysOfOnePlainTypeHaveAnElementType() {
    assertThat(elementType(TEXT, TEXT)).isEqualTo(AttributeType.STRING);
    assertThat(elementType(INT)).isEqualTo(AttributeType.INT);
    assertThat(elementType(DOUBLE, DOUBLE)).isEqualTo(AttributeType.DOUBLE);
    assertThat(elementType(BOOL)).isEqualTo(AttributeType.BOOL);
  }

  @Test
  void otherArraysHaveNone() {
    AnyValue nested = AnyValue.newBuilder().setArrayValue(array(INT)).build();
    assertThat(elementType()).isNull();
    assertThat(elementType(INT, DOUBLE)).isNull();
    assertThat(elementType(INT, NOTHING)).isNull();
    assertThat(elementType(nested)).isNull();
  }

  @Test
  void elementsAreVisitedInOrder() {
    assertThat(visited(TEXT, TEXT)).containsExactly("a", "a");
    assertThat(visited(INT, AnyValue.newBuilder().setIntValue(3).build())).containsExactly(-7L, 3L);
    assertThat(visited(DOUBLE)).containsExactly(1.5);
    assertThat(visited(BOOL)).containsExactly(true);
  }

  @Test
  void valuesAreWrittenAsOtlpJson() throws Exception {
    KeyValueList list =
        KeyValueList.newBuilder()
            .addValues(KeyValue.newBuilder().setKey("k").setValue(INT))
            .addValues(KeyValue.newBuilder().setKey("none"))
            .addValues(KeyValue.newBuilder().setValue(NOTHING))
            .build();
    byte[] blob =
        array(TEXT, BOOL, DOUBLE, AnyValue.newBuilder().setKvlistValue(list).build()).toByteArray();
    StringWriter text = new StringWriter();
    JsonGenerator json = new JsonFactory().createGenerator(text);

    AnyValues.writeJson(AttributeType.ARRAY, blob, 0, blob.length, json);
    json.close();

    assertThat(text)
        .hasToString(
            """
            {"arrayValue":{"values":[{"stringValue":"a"},{"boolValue":true},{"doubleValue":1.5},\
            {"kvlistValue":{"values":[{"key":"k","value":{"intValue":"-7"}},{"key":"none"},\
            {"key":"","value":{}}]}}]}}\
            """);
  }

  @Test
  void whatIsNoBlobIsNamed() {
    byte[] blob = {0x0A, 0x7F};

    assertThatThrownBy(() -> AnyValues.elementType(blob, 0, blob.length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a canonical value: length of 127 bytes where 0 are left");
  }

  private static AttributeType elementType(AnyValue... values) {
    byte[] blob = array(values).toByteArray();
    return AnyValues.elementType(blob, 0, blob.length);
  }

  private static List<Object> visited(AnyValue... values) {
    List<Object> seen = new ArrayList<>();
    byte[] blob = array(values).toByteArray();
    int count =
        AnyValues.visitArray(
            blob,
            0,
            blob.length,
            new AnyValues.ArrayVisitor() {
              @Override
              public void string(byte[] utf8, int offset, int length) {
                seen.add(new String(utf8, offset, length, StandardCharsets.UTF_8));
              }

              @Override
              public void integer(long value) {
                seen.add(value);
              }

              @Override
              public void floating(double value) {
                seen.add(value);
              }

              @Override
              public void bool(boolean value) {
                seen.add(value);
              }
            });
    assertThat(count).isEqualTo(values.length);
    return seen;
  }

  private static ArrayValue array(AnyValue... values) {
    return ArrayValue.newBuilder().addAllValues(List.of(values)).build();
  }
}
