package dev.clew.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DynamicMessage;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Decodes and encodes again, with protobuf-java as the judge.
class OtlpProtobufRoundTripTest {
  private final OtlpProtobufDecoder decoder = new OtlpProtobufDecoder();
  private final OtlpProtobufEncoder encoder = new OtlpProtobufEncoder();
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  @Test
  void nothingIsLostButTheOrderOfAttributes() throws Exception {
    for (int seed = 0; seed < 3_000; seed++) {
      TracesData traces = new RandomTraces(new Random(seed)).next();

      TracesData back = TracesData.parseFrom(encoder.encode(decode(traces.toByteArray())));

      assertThat(Attributes.sorted(back)).as("seed %d", seed).isEqualTo(Attributes.sorted(traces));
    }
  }

  @Test
  void spansWithTheirAttributesInColumnOrderComeBackByteForByte() throws Exception {
    Span.Builder span = Span.newBuilder().setName("s");
    for (int i = 0; i < 5; i++) {
      AnyValue value = AnyValue.newBuilder().setIntValue(i).build();
      span.addAttributes(KeyValue.newBuilder().setKey("k" + i).setValue(value));
    }
    byte[] body = request(span.build(), span.build()).toByteArray();

    assertThat(encoder.encode(decode(body))).isEqualTo(body);
  }

  @Test
  void resourcesAndScopesWithoutSpansStay() throws Exception {
    byte[] body =
        TracesData.newBuilder()
            .addResourceSpans(ResourceSpans.getDefaultInstance())
            .addResourceSpans(
                ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.getDefaultInstance()))
            .build()
            .toByteArray();

    assertThat(encoder.encode(decode(body))).isEqualTo(body);
  }

  @Test
  void batchesWrittenOneAfterAnotherAreOneMessage() throws Exception {
    TracesData first = request(Span.newBuilder().setName("1").build());
    TracesData second = request(Span.newBuilder().setName("2").build());
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    encoder.encode(decode(first.toByteArray()), out);
    encoder.encode(decode(second.toByteArray()), out);

    assertThat(TracesData.parseFrom(out.toByteArray()))
        .isEqualTo(first.toBuilder().mergeFrom(second).build());
  }

  @Test
  void malformedTextIsReplacedAndItsNeighboursAreKept() throws Exception {
    // spans { name: "a\xff\xfeb" } and an array with a string "\xc0"
    ByteString name = ByteString.fromHex("2a0461fffe62");
    ByteString array = ByteString.fromHex("4a0b" + "0a016b" + "1206" + "2a04" + "0a02" + "0a00");
    ByteString badArray =
        ByteString.fromHex("4a0c" + "0a016b" + "1207" + "2a05" + "0a03" + "0a01c0");
    ByteString span = name.concat(array).concat(badArray);
    byte[] body = nested(span, 2, 2, 1);

    TracesData back = TracesData.parseFrom(encoder.encode(decode(body)));

    Span read = back.getResourceSpans(0).getScopeSpans(0).getSpans(0);
    assertThat(read.getName()).isEqualTo("a\uFFFD\uFFFDb");
    assertThat(read.getAttributesList())
        .extracting(a -> a.getValue().getArrayValue().getValues(0).getStringValue())
        .containsExactlyInAnyOrder("", "\uFFFD");
  }

  /// protobuf merges a message field that occurs twice, and lets the last member of a oneof win.
  /// The judge is protobuf-java's dynamic message: its generated code keeps a message member of a
  /// oneof that another member has replaced, when the first comes again.
  @Test
  void valuesInPiecesAreMergedAsProtobufMergesThem() throws Exception {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      byte[] body = nested(attribute(random, 9, 3), 2, 2, 1);

      byte[] back = encoder.encode(decode(body));

      assertThat(DynamicMessage.parseFrom(TracesData.getDescriptor(), back))
          .as("seed %d", seed)
          .isEqualTo(DynamicMessage.parseFrom(TracesData.getDescriptor(), body));
    }
  }

  private static ByteString attribute(Random random, int number, int depth) throws Exception {
    ByteString pair = ByteString.EMPTY;
    for (int i = random.nextInt(4); i > 0; i--) {
      pair =
          pair.concat(
              random.nextInt(3) == 0
                  ? field(1, ByteString.copyFromUtf8("k" + random.nextInt(3)))
                  : field(2, value(random, depth)));
    }
    return field(number, pair);
  }

  private static ByteString value(Random random, int depth) throws Exception {
    ByteString value = ByteString.EMPTY;
    for (int i = random.nextInt(4); i > 0; i--) {
      value =
          value.concat(
              switch (random.nextInt(depth > 0 ? 6 : 3)) {
                case 0 -> field(1, ByteString.copyFromUtf8("s"));
                case 1 -> AnyValue.newBuilder().setIntValue(5).build().toByteString();
                case 2 -> AnyValue.newBuilder().setDoubleValue(5).build().toByteString();
                case 3 -> field(5, field(1, value(random, depth - 1)));
                case 4 ->
                    AnyValue.newBuilder()
                        .setArrayValue(ArrayValue.parseFrom(field(1, value(random, depth - 1))))
                        .build()
                        .toByteString();
                default ->
                    random.nextBoolean()
                        ? field(6, attribute(random, 1, depth - 1))
                        : AnyValue.newBuilder()
                            .setKvlistValue(KeyValueList.parseFrom(attribute(random, 1, 0)))
                            .build()
                            .toByteString();
              });
    }
    return value;
  }

  private static byte[] nested(ByteString content, int... numbers) throws Exception {
    ByteString message = content;
    for (int number : numbers) {
      message = field(number, message);
    }
    return message.toByteArray();
  }

  private static ByteString field(int number, ByteString content) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    coded.writeBytes(number, content);
    coded.flush();
    return ByteString.copyFrom(out.toByteArray());
  }

  private SpanBatch decode(byte[] body) throws OtlpDecodeException {
    builder.clear();
    assertThat(decoder.decode(body, 0, body.length, builder)).isEqualTo(DecodeResult.COMPLETE);
    return builder.build();
  }

  private static TracesData request(Span... spans) {
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
        .build();
  }
}
