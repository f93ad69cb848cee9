package dev.clew.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import dev.clew.model.AttributeType;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnyValuesTest {
  private static final AnyValue TEXT = AnyValue.newBuilder().setStringValue("a").build();
  private static final AnyValue INT = AnyValue.newBuilder().setIntValue(-7).build();
  private static final AnyValue DOUBLE = AnyValue.newBuilder().setDoubleValue(1.5).build();
  private static final AnyValue BOOL = AnyValue.newBuilder().setBoolValue(true).build();
  private static final AnyValue NOTHING = AnyValue.getDefaultInstance();
  private static final List<String> ODD_TEXTS =
      List.of(
          "", "a", "\0", "\"\\/\b\n\u001f\u007f", "ü€\uD83D\uDE00", "\u2028\uFFFD\uFFFF", "NaN");
  private static final double[] ODD_DOUBLES = {
    0.0,
    -0.0,
    1,
    1e22,
    1e23,
    2e-3,
    Double.MIN_VALUE,
    2.2250738585072014E-308,
    Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
  };

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

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void blobsReadBackFromJsonAreTheSameBytes(long seed) throws Exception {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      byte[] array = randomArray(random, 0).toByteArray();
      byte[] list = randomList(random, 0).toByteArray();

      assertThat(readBack(AttributeType.ARRAY, array)).as("seed %d", seed).isEqualTo(array);
      assertThat(readBack(AttributeType.KEY_VALUE_LIST, list)).as("seed %d", seed).isEqualTo(list);
    }
  }

  @Test
  void aNanWithPayloadReadsBackAsTheUsualOne() throws Exception {
    double payload = Double.longBitsToDouble(0x7ff8000000000001L);

    assertThat(readBack(AttributeType.ARRAY, array(floating(payload)).toByteArray()))
        .isEqualTo(array(floating(Double.NaN)).toByteArray());
  }

  @Test
  void jsonThatIsNoSuchValueIsNamed() {
    assertThatThrownBy(() -> read(AttributeType.ARRAY, "{\"kvlistValue\":{\"values\":[]}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be an object with a member 'arrayValue'");
    assertThatThrownBy(() -> read(AttributeType.ARRAY, "{\"arrayValue\":{},\"intValue\":\"1\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be the only member");
    assertThatThrownBy(
            () -> read(AttributeType.ARRAY, "{\"arrayValue\":{\"values\":[{\"intValue\":\"x\"}]}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("arrayValue.values[0].intValue");
  }

  private static byte[] readBack(AttributeType type, byte[] blob) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      AnyValues.writeJson(type, blob, 0, blob.length, json);
    }
    return read(type, text.toString());
  }

  private static byte[] read(AttributeType type, String text) throws IOException {
    return AnyValues.readJson(type, new JsonFactory().createParser(text));
  }

  private static ArrayValue randomArray(Random random, int depth) {
    ArrayValue.Builder array = ArrayValue.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.addValues(randomValue(random, depth));
    }
    return array.build();
  }

  private static KeyValueList randomList(Random random, int depth) {
    KeyValueList.Builder list = KeyValueList.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      KeyValue.Builder pair = KeyValue.newBuilder();
      if (random.nextInt(8) != 0) {
        pair.setKey(randomText(random));
      }
      if (random.nextInt(8) != 0) {
        pair.setValue(randomValue(random, depth));
      }
      list.addValues(pair);
    }
    return list.build();
  }

  private static AnyValue randomValue(Random random, int depth) {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (random.nextInt(depth < 4 ? 10 : 8)) {
      case 0 -> value.setStringValue(randomText(random));
      case 1 -> value.setBoolValue(random.nextBoolean());
      case 2 -> value.setIntValue(random.nextLong() >> random.nextInt(64));
      case 3 -> value.setIntValue(random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE);
      case 4 -> {
        double bits = Double.longBitsToDouble(random.nextLong());
        value.setDoubleValue(Double.isNaN(bits) ? Double.NaN : bits);
      }
      case 5 -> value.setDoubleValue(ODD_DOUBLES[random.nextInt(ODD_DOUBLES.length)]);
      case 6 -> {
        byte[] bytes = new byte[random.nextInt(6)];
        random.nextBytes(bytes);
        value.setBytesValue(ByteString.copyFrom(bytes));
      }
      case 7 -> {}
      case 8 -> value.setArrayValue(randomArray(random, depth + 1));
      default -> value.setKvlistValue(randomList(random, depth + 1));
    }
    return value.build();
  }

  private static String randomText(Random random) {
    return ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size()));
  }

  private static AnyValue floating(double value) {
    return AnyValue.newBuilder().setDoubleValue(value).build();
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
