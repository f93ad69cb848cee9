package dev.clew.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.clew.model.AttributeCursor;
import dev.clew.model.AttributeType;
import dev.clew.model.Presence;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class OtlpProtobufDecoderTest {
  private static final HexFormat HEX = HexFormat.of();

  private final OtlpProtobufDecoder decoder = new OtlpProtobufDecoder();
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  @Test
  void readsSpanIntoColumns() throws Exception {
    Span span =
        span(1).toBuilder()
            .setName("GET /")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(1_000)
            .setEndTimeUnixNano(900)
            .setFlags(0x301)
            .setStatus(
                Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("no"))
            .addAttributes(attribute("k", AnyValue.newBuilder().setIntValue(-3).build()))
            .build();

    SpanBatch batch = decode(request(span).toByteArray());

    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.strings().string(batch.name(0))).isEqualTo("GET /");
    assertThat(batch.kind(0)).isEqualTo(2);
    assertThat(batch.durationNanos(0)).isEqualTo(-100);
    assertThat(batch.flags(0)).isEqualTo(0x301);
    assertThat(batch.statusCode(0)).isEqualTo(2);
    assertThat(batch.strings().string(batch.statusMessage(0))).isEqualTo("no");
    assertThat(batch.traceIdLow(0)).isEqualTo(1);
    assertThat(batch.presence(0)).isZero();
    AttributeCursor attributes = batch.attributeCursor().seek(0);
    assertThat(attributes.next()).isTrue();
    assertThat(attributes.key()).isEqualTo("k");
    assertThat(attributes.type()).isEqualTo(AttributeType.INT);
    assertThat(attributes.word()).isEqualTo(-3);
    assertThat(attributes.next()).isFalse();
  }

  @Test
  void tellsAbsentFromZero() throws Exception {
    ByteString zeros = ByteString.copyFrom(new byte[16]);
    Span absent = Span.newBuilder().build();
    Span zero =
        Span.newBuilder()
            .setTraceId(zeros)
            .setSpanId(zeros.substring(8))
            .setParentSpanId(zeros.substring(8))
            .setStatus(Status.getDefaultInstance())
            .build();

    SpanBatch batch = decode(request(absent, zero).toByteArray());

    assertThat(batch.presence(0)).isEqualTo(Presence.NO_TRACE_ID | Presence.NO_SPAN_ID);
    assertThat(batch.presence(1)).isEqualTo(Presence.ZERO_PARENT | Presence.EMPTY_STATUS);
  }

  @Test
  void rejectsSpanWithWrongIdAlone() throws Exception {
    Span wrong = span(2).toBuilder().setTraceId(ByteString.copyFrom(new byte[15])).build();
    Span wrongLink =
        span(3).toBuilder()
            .addAttributes(attribute("gone", AnyValue.getDefaultInstance()))
            .addEvents(Span.Event.newBuilder().setName("gone"))
            .addLinks(Span.Link.newBuilder().setSpanId(ByteString.copyFrom(new byte[9])))
            .build();
    byte[] body = request(span(1), wrong, wrongLink, span(4)).toByteArray();

    DecodeResult result = decoder.decode(body, 0, body.length, builder);

    assertThat(result.rejectedSpans()).isEqualTo(2);
    assertThat(result.firstError())
        .contains("resourceSpans[0].scopeSpans[0].spans[1].traceId: id of 15 bytes")
        .contains("must have 16 or none");
    SpanBatch batch = builder.build();
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.traceIdLow(1)).isEqualTo(4);
    assertThat(batch.events().count()).isZero();
    assertThat(batch.links().count()).isZero();
    assertThat(batch.attributes().entryCount()).isZero();
  }

  @Test
  void namesFieldAndOffsetOfDamage() {
    byte[] body = request(span(1), span(2)).toByteArray();
    byte[] cut = Arrays.copyOf(body, body.length - 3);

    var e =
        catchThrowableOfType(
            OtlpDecodeException.class, () -> decoder.decode(cut, 0, cut.length, builder));

    assertThat(e.reason()).isEqualTo(OtlpDecodeException.Reason.MALFORMED);
    assertThat(e.field()).isEqualTo("resourceSpans[0]");
    assertThat(e).hasMessageContaining("length of").hasMessageContaining("(byte 1)");
  }

  @Test
  void refusesWrongWireTypeWithThePathOfItsField() {
    // resource_spans { scope_spans { spans { trace_id as varint } } }
    byte[] body = HEX.parseHex("0a06" + "1204" + "1202" + "0801");

    var e =
        catchThrowableOfType(
            OtlpDecodeException.class, () -> decoder.decode(body, 0, body.length, builder));

    assertThat(e.field()).isEqualTo("resourceSpans[0].scopeSpans[0].spans[0].traceId");
    assertThat(e).hasMessageContaining("wire type 0 does not belong to this field");
  }

  @Test
  void declaredLengthOfTwoGibibytesAllocatesNothing() {
    byte[] body = HEX.parseHex("0affffffff07" + "00".repeat(14));

    var e =
        catchThrowableOfType(
            OtlpDecodeException.class, () -> decoder.decode(body, 0, body.length, builder));

    assertThat(e).hasMessageContaining("length of 2147483647 bytes where 14 are left");
  }

  @Test
  void refusesBodyThatBlowsUpInColumns() {
    byte[] spans = HEX.parseHex("1200".repeat(100_000));
    byte[] body =
        TracesData.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(parse(spans)))
            .build()
            .toByteArray();

    var e =
        catchThrowableOfType(
            OtlpDecodeException.class,
            () -> new OtlpProtobufDecoder(1 << 20).decode(body, 0, body.length, builder));

    assertThat(e.reason()).isEqualTo(OtlpDecodeException.Reason.TOO_LARGE);
    assertThat(e).hasMessageContaining("limit 1048576");
  }

  @Test
  void refusesMoreKeysThanAStoreCanHaveColumnsFor() {
    var span = span(1).toBuilder();
    for (int i = 0; i < ColumnBudget.MAX_COLUMNS + 10_000; i++) {
      span.addAttributes(attribute("k" + i, AnyValue.newBuilder().setIntValue(i).build()));
    }
    byte[] body = request(span.build()).toByteArray();

    var e =
        catchThrowableOfType(
            OtlpDecodeException.class, () -> decoder.decode(body, 0, body.length, builder));

    assertThat(e.reason()).isEqualTo(OtlpDecodeException.Reason.TOO_LARGE);
    assertThat(e).hasMessageContaining("keys and types, limit 32768");
  }

  @Test
  void refusesValuesNestedTooDeep() {
    AnyValue value = AnyValue.getDefaultInstance();
    for (int i = 0; i < AnyValueReader.DEPTH_LIMIT; i++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }
    byte[] deepest =
        request(span(1).toBuilder().addAttributes(attribute("k", value)).build()).toByteArray();
    AnyValue wrapped =
        AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    byte[] tooDeep =
        request(span(1).toBuilder().addAttributes(attribute("k", wrapped)).build()).toByteArray();

    assertThat(catchThrowableOfType(OtlpDecodeException.class, () -> decode(deepest))).isNull();
    assertThat(catchThrowableOfType(OtlpDecodeException.class, () -> decode(tooDeep)))
        .hasMessageContaining("nested deeper than the limit of 64 levels");
  }

  @Test
  void refusesTwentyThousandLevelsWithoutRunningOutOfStack() {
    ValueBuffer nested = new ValueBuffer();
    for (int level = 0; level < 20_000; level++) {
      nested.wrap(0, 1 << 3 | ProtobufReader.LENGTH);
      nested.wrap(0, 5 << 3 | ProtobufReader.LENGTH);
    }
    for (int number : new int[] {2, 9, 2, 2, 1}) {
      nested.wrap(0, number << 3 | ProtobufReader.LENGTH);
    }
    byte[] body = nested.toArray();

    var e =
        catchThrowableOfType(
            OtlpDecodeException.class, () -> decoder.decode(body, 0, body.length, builder));

    assertThat(e).hasMessageContaining("nested deeper than the limit of 64 levels");
    assertThat(e.field()).startsWith("resourceSpans[0].scopeSpans[0].spans[0].attributes[0].value");
    assertThat(e.field().split("arrayValue", -1)).hasSize(66);
  }

  @Test
  void mergesMessageFieldsThatOccurTwice() throws Exception {
    Resource first = Resource.newBuilder().addAttributes(attribute("a", text("1"))).build();
    Resource second = Resource.newBuilder().addAttributes(attribute("b", text("2"))).build();
    ByteString resourceSpans =
        ResourceSpans.newBuilder()
            .setResource(first)
            .addScopeSpans(ScopeSpans.newBuilder().addSpans(span(1)))
            .build()
            .toByteString()
            .concat(ResourceSpans.newBuilder().setResource(second).build().toByteString());
    byte[] body = wrap(resourceSpans);

    SpanBatch batch = decode(body);

    assertThat(batch.resources().count()).isEqualTo(1);
    assertThat(batch.resourceAttributeCursor().seek(0).remaining()).isEqualTo(2);
  }

  /// 3.107 (T3): the name that scope spans had before 0.15.
  @Test
  void readsInstrumentationLibrarySpansAsScopeSpans() throws Exception {
    ScopeSpans scopeSpans = ScopeSpans.newBuilder().addSpans(span(7)).build();
    ByteString old = HEX_TAG_1000.concat(lengthPrefixed(scopeSpans.toByteString()));

    SpanBatch batch = decode(wrap(old));

    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.traceIdLow(0)).isEqualTo(7);
  }

  private static final ByteString HEX_TAG_1000 = ByteString.fromHex("c23e");

  private SpanBatch decode(byte[] body) throws OtlpDecodeException {
    builder.clear();
    assertThat(decoder.decode(body, 0, body.length, builder)).isEqualTo(DecodeResult.COMPLETE);
    return builder.build();
  }

  private static ScopeSpans parse(byte[] bytes) {
    try {
      return ScopeSpans.parseFrom(bytes);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] wrap(ByteString resourceSpans) {
    return ByteString.fromHex("0a").concat(lengthPrefixed(resourceSpans)).toByteArray();
  }

  private static ByteString lengthPrefixed(ByteString content) {
    assertThat(content.size()).isLessThan(128);
    return ByteString.copyFrom(new byte[] {(byte) content.size()}).concat(content);
  }

  private static TracesData request(Span... spans) {
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(Arrays.asList(spans))))
        .build();
  }

  private static Span span(int id) {
    byte[] traceId = new byte[16];
    traceId[15] = (byte) id;
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(traceId))
        .setSpanId(ByteString.copyFrom(traceId, 8, 8))
        .build();
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }
}
