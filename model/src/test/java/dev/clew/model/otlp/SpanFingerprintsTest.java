package dev.clew.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanFingerprints;
import dev.clew.model.SpanTexts;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two spans have one fingerprint exactly when they have one text.
class SpanFingerprintsTest {
  private static final long SEED = 42;

  private final OtlpProtobufDecoder decoder = new OtlpProtobufDecoder();

  /// Of each fingerprint seen, the span's text; and the other way round.
  private final Map<String, String> textOf = new HashMap<>();

  private final Map<String, String> fingerprintOf = new HashMap<>();

  @Test
  void followTheContentAndNothingElse() throws Exception {
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      TracesData traces = new RandomTraces(random).next();

      check(seed, decode(traces, random));
      check(seed, decode(rearranged(traces, random), random));
      for (int change = 0; change < 10; change++) {
        check(seed, decode(changed(traces, random), random));
      }
    }
    assertThat(textOf).hasSizeGreaterThan(10_000);
  }

  @Test
  void differByTypeOfValue() throws Exception {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.beginScope();
    int key = builder.string("k");
    for (var type : dev.clew.model.AttributeType.values()) {
      builder.beginSpan();
      builder.attribute(key, type, 0);
      builder.endSpan();
    }

    SpanFingerprints fingerprints = SpanFingerprints.of(builder.build(), SEED);

    assertThat(highs(fingerprints, builder.size())).doesNotHaveDuplicates();
  }

  @Test
  void sumsOfRepeatedKeysDoNotCollide() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.beginScope();
    int key = builder.string("k");
    for (int a = 0; a < 100; a++) {
      for (int b = a; b < 100; b++) {
        builder.beginSpan();
        builder.attribute(key, dev.clew.model.AttributeType.INT, a);
        builder.attribute(key, dev.clew.model.AttributeType.INT, b);
        builder.endSpan();
      }
    }

    SpanFingerprints fingerprints = SpanFingerprints.of(builder.build(), SEED);

    assertThat(highs(fingerprints, builder.size())).doesNotHaveDuplicates();
  }

  @Test
  void differByTenantsSeed() throws Exception {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.beginScope();
    builder.beginSpan();
    builder.endSpan();
    SpanBatch batch = builder.build();

    assertThat(SpanFingerprints.of(batch, 1).high(0))
        .isNotEqualTo(SpanFingerprints.of(batch, 2).high(0));
  }

  private static List<Long> highs(SpanFingerprints fingerprints, int size) {
    List<Long> highs = new ArrayList<>();
    for (int span = 0; span < size; span++) {
      highs.add(fingerprints.high(span));
    }
    return highs;
  }

  private void check(int seed, SpanBatch batch) {
    SpanFingerprints fingerprints = SpanFingerprints.of(batch, SEED);
    List<String> texts = SpanTexts.inRowOrder(batch);
    for (int span = 0; span < batch.size(); span++) {
      String fingerprint =
          Long.toHexString(fingerprints.high(span)) + Long.toHexString(fingerprints.low(span));
      String text = texts.get(span);
      assertThat(textOf.merge(fingerprint, text, (old, same) -> old))
          .as("spans with one fingerprint, seed %d", seed)
          .isEqualTo(text);
      assertThat(fingerprintOf.merge(text, fingerprint, (old, same) -> old))
          .as("fingerprints of one span, seed %d", seed)
          .isEqualTo(fingerprint);
    }
  }

  /// Decodes behind strings and blobs that shift all codes.
  private SpanBatch decode(TracesData traces, Random random) throws OtlpDecodeException {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      builder.string("unused" + i);
      builder.blob(new byte[i]);
    }
    byte[] body = traces.toByteArray();
    assertThat(decoder.decode(body, 0, body.length, builder)).isEqualTo(DecodeResult.COMPLETE);
    return builder.build();
  }

  /// Each span under a resource and scope of its own, in another order, attributes shuffled.
  private static TracesData rearranged(TracesData traces, Random random) {
    List<ResourceSpans> single = new ArrayList<>();
    for (ResourceSpans resource : traces.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          single.add(
              shuffled(
                  resource.toBuilder()
                      .clearScopeSpans()
                      .addScopeSpans(scope.toBuilder().clearSpans().addSpans(span))
                      .build(),
                  random));
        }
      }
    }
    Collections.shuffle(single, random);
    return TracesData.newBuilder().addAllResourceSpans(single).build();
  }

  @SuppressWarnings("unchecked")
  private static <M extends Message> M shuffled(M message, Random random) {
    Message.Builder builder = message.toBuilder();
    for (FieldDescriptor field : message.getAllFields().keySet()) {
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        if (field.isRepeated()) {
          List<Message> children = new ArrayList<>();
          for (Message child : (List<Message>) message.getField(field)) {
            children.add(child instanceof KeyValue ? child : shuffled(child, random));
          }
          if (field.getName().equals("attributes")) {
            Collections.shuffle(children, random);
          }
          builder.setField(field, children);
        } else {
          builder.setField(field, shuffled((Message) message.getField(field), random));
        }
      }
    }
    return (M) builder.build();
  }

  /// The same with one field, somewhere, of another value.
  private static TracesData changed(TracesData traces, Random random) {
    TracesData.Builder builder = traces.toBuilder();
    change(builder, random);
    return builder.build();
  }

  private static void change(Message.Builder builder, Random random) {
    List<FieldDescriptor> fields = builder.getDescriptorForType().getFields();
    FieldDescriptor field = fields.get(random.nextInt(fields.size()));
    if (field.isRepeated()) {
      int count = builder.getRepeatedFieldCount(field);
      if (count > 0 && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        int index = random.nextInt(count);
        Message.Builder child = ((Message) builder.getRepeatedField(field, index)).toBuilder();
        change(child, random);
        builder.setRepeatedField(field, index, child.build());
      }
    } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      Message.Builder child = ((Message) builder.getField(field)).toBuilder();
      change(child, random);
      builder.setField(field, child.build());
    } else {
      Object value =
          switch (field.getJavaType()) {
            case INT -> random.nextInt();
            case LONG -> random.nextLong();
            case DOUBLE -> random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> "changed" + random.nextInt();
            case BYTE_STRING -> ByteString.copyFrom(new byte[field.getNumber() == 1 ? 16 : 8]);
            case ENUM -> field.getEnumType().findValueByNumber(random.nextInt(3));
            case FLOAT, MESSAGE -> throw new AssertionError(field);
          };
      builder.setField(field, value);
    }
  }
}
